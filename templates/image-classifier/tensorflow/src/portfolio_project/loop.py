"""The training loop, plainly: every step between the images and the weights is on this page.

AdamW (Loshchilov and Hutter, ICLR 2019) that leaves norms and biases undecayed, a cosine
schedule after a short warm-up, and the weights of the epoch with the lowest validation loss.
"""

import math
from typing import Any

import numpy as np
from scipy.special import log_softmax

from .augment import augment
from .backend import THREADS, keras, tf
from .data import Labels
from .decode import Pixels
from .reporting.project import InputError
from .reporting.shares import Floats
from .steps import batch_size, progress, rate_at

Labelled = tuple[Pixels, Labels]


def learn(
    net: Any, train: Labelled, val: Labelled, config: dict[str, Any], seed: int
) -> list[dict[str, float]]:
    """Fit a network in place, and leave it with its best weights.

    Parameters
    ----------
    net : Model
        Takes pixels, shape (n, h, w, c), and gives scores, shape (n, classes).
    train, val : tuple of ndarray
        Pixels of shape (n, h, w, c), and labels.
    config : dict
        ``[network]`` of params.toml with one ``learning_rate``, and ``keeps`` of the contract.
    seed : int
        Of the order of images, and of what is done to them.

    Returns
    -------
    list of dict
        For each epoch its losses, the accuracy on validation, and the learning rate.

    Raises
    ------
    InputError
        When params.toml asks for threads that TensorFlow was not started with.
    """
    if config.get("threads", THREADS) != THREADS:
        raise InputError(
            f"params.toml: network.threads must be {THREADS}, since TensorFlow chooses its threads "
            "when it starts: change THREADS in backend.py"
        )
    rng, (X, y) = np.random.default_rng(seed), train
    batches = math.ceil(len(X) / config["batch"])
    done, steps = 0, config["epochs"] * batches
    optimizer = keras.optimizers.AdamW(weight_decay=config["weight_decay"])
    undecayed = [weight for weight in net.trainable_variables if len(weight.shape) <= 1]
    optimizer.exclude_from_weight_decay(var_list=undecayed)  # norms and biases
    optimizer.build(net.trainable_variables)
    step = stepper(net, optimizer, config["label_smoothing"])
    title = f"train: network, learning rate {config['learning_rate']}, seed {seed}"
    bar = progress(config["epochs"], title)
    history: list[dict[str, float]] = []
    best, state, last = math.inf, net.get_weights(), -1
    for epoch in bar:
        total = 0.0
        for rows in np.array_split(rng.permutation(len(X)), batches):
            optimizer.learning_rate = config["learning_rate"] * rate_at(done, steps)
            moved = augment(X[rows], config["shift"], config.get("keeps", []), rng)
            total += float(step(moved, y[rows])) * len(rows)
            done += 1
        log_p = log_softmax(score(net, val[0]), axis=1)
        val_loss = -float(log_p[np.arange(len(log_p)), val[1]].mean())
        accuracy = float((log_p.argmax(1) == val[1]).mean())
        facts = {"epoch": epoch + 1, "train_loss": total / len(X), "val_loss": val_loss}
        rate = config["learning_rate"] * rate_at(done, steps)
        history.append(facts | {"val_accuracy": accuracy, "learning_rate": rate})
        bar.set_postfix(loss=f"{val_loss:.4f}")
        if math.isfinite(total) and val_loss < best:
            best, state, last = val_loss, net.get_weights(), epoch
        elif not math.isfinite(total) or epoch - last >= config["patience"]:
            break
    net.set_weights(state)
    bar.close()
    print(f"{title}: validation loss {best:.4f}, {len(history)} epochs")
    return history


def stepper(net: Any, optimizer: Any, smoothing: float) -> Any:
    """Compile one step: it takes a batch, moves the weights, and gives the loss of before."""
    entropy = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=smoothing)
    weights, classes = net.trainable_variables, net.output_shape[1]

    def step(X: Any, y: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = entropy(tf.one_hot(y, classes), net(X, training=True))
        optimizer.apply(tape.gradient(loss, weights), weights)
        return loss

    batch = [tf.TensorSpec(net.input_shape, tf.uint8), tf.TensorSpec([None], tf.int64)]
    return tf.function(step, input_signature=batch)


# Scores one chunk of images; compiled once for each network.
compiled = tf.function(lambda net, X: net(X, training=False), reduce_retracing=True)


def score(net: Any, X: Pixels) -> Floats:
    """Score images without learning, shape (n, classes), in double precision."""
    size = batch_size(*X.shape[1:3])
    parts = [compiled(net, X[i : i + size]).numpy() for i in range(0, len(X), size)]
    return np.concatenate(parts).astype(float)
