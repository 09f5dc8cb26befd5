"""What a frozen part saw is looked up, is the same, and belongs to its weights alone."""

import pytest
import torch
from pictures import stripes
from torch import nn

from portfolio_project import loop
from portfolio_project.cache import (
    Cache,
    cached,
    caching,
)
from portfolio_project.features import Features
from portfolio_project.lite import Lite0


@pytest.fixture
def look():
    """A part of a network that counts the images it looks at."""
    torch.manual_seed(0)
    part = nn.Conv2d(3, 4, 3).requires_grad_(False)
    part.seen = 0

    def count(module, given, _):
        module.seen += len(given[0])

    part.register_forward_hook(count)
    return part


BATCH = torch.rand(5, 3, 8, 8, generator=torch.Generator().manual_seed(1))


def test_an_image_is_looked_at_once_in_a_block_and_anew_after_it(look):
    expected = look(BATCH)
    with caching():
        assert torch.equal(cached(look, BATCH), expected)
        assert torch.allclose(cached(look, BATCH[[3, 1]]), expected[[3, 1]])
        assert look.seen == 10
        cached(look, torch.cat([BATCH[:2], BATCH[:2] + 1]))
        assert look.seen == 12
    cached(look, BATCH)
    assert look.seen == 17


def test_what_other_weights_saw_is_not_taken(look):
    other = nn.Conv2d(3, 4, 3)
    with caching():
        cached(look, BATCH)
        assert torch.equal(cached(other, BATCH), other(BATCH))


def test_the_oldest_goes_when_there_is_no_room(look):
    cache = Cache(limit=3 * look(BATCH[:1]).nbytes)
    cache.cached(look, BATCH)
    assert len(cache.entries) == 3
    look.seen = 0
    cache.cached(look, BATCH[2:])
    assert look.seen == 0
    cache.cached(look, BATCH[:1])
    assert look.seen == 1


def test_what_was_seen_without_learning_can_be_learned_from(look):
    head = nn.Conv2d(4, 2, 6)
    with caching():
        with torch.inference_mode():
            cached(look, BATCH)
        head(cached(look, BATCH)).sum().backward()
    assert head.weight.grad.abs().sum() > 0


def test_a_linear_model_of_features_and_a_network_look_once_between_them(tmp_path):
    torch.manual_seed(0)
    net, file = Lite0(2, side=64), tmp_path / "weights.pth"
    torch.save(net.state_dict(), file)
    looked = []
    net.frozen[0].register_forward_hook(lambda *_: looked.append(1))
    X, _ = stripes(4, side=64, channels=3)
    whole = nn.Sequential(nn.Identity(), net)
    alone = loop.score(whole, X)
    with caching():
        Features(file.read_bytes(), 64).of(X)
        looked.clear()
        again = loop.score(whole, X)
    assert not looked
    assert torch.allclose(again, alone)
