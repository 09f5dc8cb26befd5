"""The training loop, plainly: every step between the images and the weights is on this page.

AdamW (Loshchilov and Hutter, ICLR 2019), a cosine schedule after a short warm-up, label smoothing
(Szegedy et al., CVPR 2016), and the weights of the epoch with the lowest validation loss.
"""

import copy
import math
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from .data import Labels
from .decode import Pixels
from .steps import count, pace, shift

THREADS = 1  # sums in a fixed order: the same bytes in every run
Labelled = tuple[Pixels, Labels]

CHUNK = 1024  # images in memory at a time, where nothing is learned


def device() -> torch.device:
    """Choose the fastest device that is there."""
    torch.set_num_threads(THREADS)
    return torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")


def tensor(X: Pixels, place: torch.device) -> torch.Tensor:
    """Bring pixels, shape (n, h, w, c), to the form of torch: (n, c, h, w) between 0 and 1."""
    return torch.as_tensor(X, device=place).permute(0, 3, 1, 2).float().div(255).contiguous()


def learn(
    net: nn.Module, train: Labelled, val: Labelled, how: dict[str, Any], seed: int
) -> list[dict[str, float]]:
    """Fit a network in place, and leave it with its best weights.

    Parameters
    ----------
    net : Module
        Takes (n, c, h, w) and gives (n, classes).
    train, val : tuple of ndarray
        Pixels of shape (n, h, w, c), and labels.
    how : dict
        ``[network]`` of params.toml with one ``learning_rate``.
    seed : int
        Of the order of images, of shifts and of dropout.

    Returns
    -------
    list of dict
        For each epoch its losses, the accuracy on validation, and the learning rate.
    """
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True, warn_only=True)
    rng, place, (X, y) = np.random.default_rng(seed), device(), train
    net.to(place)
    batches = math.ceil(len(X) / how["batch"])
    steps = how["epochs"] * batches
    weights, decay = net.parameters(), how["weight_decay"]
    optimizer = torch.optim.AdamW(weights, lr=how["learning_rate"], weight_decay=decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, steps))
    title = f"train: network, learning rate {how['learning_rate']}"
    bar = count(how["epochs"], title)
    history: list[dict[str, float]] = []
    best, kept, last = math.inf, copy.deepcopy(net.state_dict()), -1
    for epoch in bar:
        net.train()
        total = 0.0
        for rows in np.array_split(rng.permutation(len(X)), batches):
            batch = tensor(shift(X[rows], how["shift"], rng), place)
            target = torch.as_tensor(y[rows], device=place)
            # Half precision where it is fast; bfloat16 needs no scaling of the loss.
            with torch.autocast(place.type, torch.bfloat16, enabled=place.type != "cpu"):
                loss = cross_entropy(net(batch), target, label_smoothing=how["label_smoothing"])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        scores = score(net, val[0])
        val_loss = cross_entropy(scores, torch.as_tensor(val[1])).item()
        facts = {"epoch": epoch + 1, "train_loss": total / len(X), "val_loss": val_loss}
        facts["val_accuracy"] = float((scores.argmax(1).numpy() == val[1]).mean())
        history.append(facts | {"learning_rate": float(schedule.get_last_lr()[0])})
        bar.set_postfix(loss=f"{val_loss:.4f}")
        if math.isfinite(total) and val_loss < best:
            best, kept, last = val_loss, copy.deepcopy(net.state_dict()), epoch
        elif not math.isfinite(total) or epoch - last >= how["patience"]:
            break
    net.load_state_dict(kept)
    bar.close()
    print(f"{title}: validation loss {best:.4f}, {len(history)} epochs")
    return history


def score(net: nn.Module, X: Pixels) -> torch.Tensor:
    """Score images without learning, shape (n, classes), on the CPU in double precision."""
    net.eval()
    place = next(net.parameters()).device
    with torch.inference_mode():
        parts = [net(tensor(X[i : i + CHUNK], place)).cpu() for i in range(0, len(X), CHUNK)]
        return torch.cat(parts).double()
