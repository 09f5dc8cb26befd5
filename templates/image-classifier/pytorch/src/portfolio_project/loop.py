"""The training loop, plainly: every step between the images and the weights is on this page.

AdamW (Loshchilov and Hutter, ICLR 2019) that leaves norms and biases undecayed, a cosine schedule
after a short warm-up, and the weights of the epoch with the lowest validation loss. The images lie
on the device as bytes, a batch is moved and mirrored there at once, and nothing is read back
within an epoch.
"""

import copy
import math
from typing import Any

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from .data import Labels
from .decode import Pixels
from .steps import batch_size, progress, rate_at

Labelled = tuple[Pixels, Labels]


def device(threads: int = 1) -> torch.device:
    """Choose the fastest device that is there; on a CPU, each number of threads has its bytes."""
    torch.set_num_threads(threads)
    target = torch.accelerator.current_accelerator(check_available=True)
    if target:  # on a CPU all that is used here has one order, and asking takes seconds
        torch.use_deterministic_algorithms(True, warn_only=True)
    return target or torch.device("cpu")


def bytes_of(X: Pixels, target: torch.device) -> torch.Tensor:
    """Bring pixels, shape (n, h, w, c), to the device as they are, shape (n, c, h, w)."""
    return torch.as_tensor(X).to(target).permute(0, 3, 1, 2)


def numbers(batch: torch.Tensor) -> torch.Tensor:
    """Turn bytes into numbers between 0 and 1."""
    return batch.float().div_(255)


def augment(
    batch: torch.Tensor, reach: int, keeps: list[str], rng: torch.Generator
) -> torch.Tensor:
    """Change each image of a batch, shape (n, c, h, w), in ways that keep its class.

    Parameters
    ----------
    batch : Tensor of uint8
    reach : int
        Pixels that an image is moved by at most, in both directions, its edge repeated.
    keeps : list of str
        What else may be done: ``flip`` (left and right), ``crop`` (down to 80 %), ``colour``.
    rng : Generator
        Of the CPU, so that every device draws the same.
    """
    n, _, height, width = batch.shape
    draws = torch.rand(6, n, 1, generator=rng).to(batch.device)
    zoom = 1 - 0.2 * draws[0] if "crop" in keeps else torch.ones_like(draws[0])

    def source(size: int, offset: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
        moved = (shift * (2 * reach + 1)).floor() - reach + offset * (1 - zoom) * size
        position = (torch.arange(size, device=batch.device) + 0.5) * zoom + moved
        return position.floor().long().clamp(0, size - 1)

    rows, columns = source(height, draws[1], draws[2]), source(width, draws[3], draws[4])
    if "flip" in keeps:
        columns = torch.where(draws[5] < 0.5, width - 1 - columns, columns)
    each = torch.arange(n, device=batch.device)[:, None, None]
    values = numbers(batch.permute(0, 2, 3, 1)[each, rows[:, :, None], columns[:, None]])
    if "colour" in keeps:
        gains = 0.8 + 0.4 * torch.rand(n, 1, 1, batch.shape[1], generator=rng)
        values = (values * gains.to(batch.device)).clamp(0, 1)
    return values.permute(0, 3, 1, 2)


def learn(
    net: nn.Module, train: Labelled, val: Labelled, config: dict[str, Any], seed: int
) -> list[dict[str, float]]:
    """Fit a network in place, and leave it with its best weights.

    Parameters
    ----------
    net : Module
        Takes (n, c, h, w) and gives (n, classes).
    train, val : tuple of ndarray
        Pixels of shape (n, h, w, c), and labels.
    config : dict
        ``[network]`` of params.toml with one ``learning_rate``, and ``keeps`` of the contract.
    seed : int
        Of the order of images, of what is done to them and of dropout.

    Returns
    -------
    list of dict
        For each epoch its losses, the accuracy on validation, and the learning rate.
    """
    torch.manual_seed(seed)
    target, rng = device(config.get("threads", 1)), torch.Generator().manual_seed(seed)
    net.to(target).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    (X, pixels), (y, truth) = (
        ([bytes_of(p[0], target) for p in (train, val)]),
        (torch.as_tensor(part[1]).to(target) for part in (train, val)),
    )
    batches = math.ceil(len(X) / config["batch"])
    steps = config["epochs"] * batches
    weights = [weight for weight in net.parameters() if weight.requires_grad]
    groups = [
        {"params": [w for w in weights if w.ndim > 1], "weight_decay": config["weight_decay"]},
        {"params": [w for w in weights if w.ndim <= 1], "weight_decay": 0.0},  # norms and biases
    ]
    optimizer = torch.optim.AdamW(groups, lr=config["learning_rate"], fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_at(step, steps))
    title = f"train: network, learning rate {config['learning_rate']}, seed {seed}"
    bar = progress(config["epochs"], title)
    history: list[dict[str, float]] = []
    best, state, last = math.inf, copy.deepcopy(net.state_dict()), -1
    for epoch in bar:
        net.train()
        total = torch.zeros((), device=target)
        for rows in torch.randperm(len(X), generator=rng).to(target).tensor_split(batches):
            batch = augment(X[rows], config["shift"], config.get("keeps", []), rng)
            # Half precision where it is fast; bfloat16 needs no scaling of the loss.
            with torch.autocast(target.type, torch.bfloat16, enabled=target.type != "cpu"):
                loss = cross_entropy(net(batch), y[rows], label_smoothing=config["label_smoothing"])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total += loss.detach() * len(rows)
        scores = forward(net, pixels)
        sums = [
            total / len(X),
            cross_entropy(scores, truth),
            (scores.argmax(1) == truth).float().mean(),
        ]
        train_loss, val_loss, accuracy = torch.stack([x.float() for x in sums]).tolist()
        facts = {"epoch": epoch + 1, "train_loss": train_loss, "val_loss": val_loss}
        facts |= {"val_accuracy": accuracy, "learning_rate": float(schedule.get_last_lr()[0])}
        history.append(facts)
        bar.set_postfix(loss=f"{val_loss:.4f}")
        if math.isfinite(train_loss) and val_loss < best:
            best, state, last = val_loss, copy.deepcopy(net.state_dict()), epoch
        elif not math.isfinite(train_loss) or epoch - last >= config["patience"]:
            break
    net.load_state_dict(state)
    bar.close()
    print(f"{title}: validation loss {best:.4f}, {len(history)} epochs")
    return history


def forward(net: nn.Module, X: torch.Tensor) -> torch.Tensor:
    """Score bytes on the device without learning, shape (n, classes)."""
    net.eval()
    with torch.inference_mode():
        parts = torch.split(X, batch_size(*X.shape[2:]))
        return torch.cat([net(numbers(part)) for part in parts])


def score(net: nn.Module, X: Pixels) -> torch.Tensor:
    """Score images without learning, shape (n, classes), on the CPU in double precision."""
    return forward(net, bytes_of(X, next(net.parameters()).device)).cpu().double()
