"""How the text model begins: ready to look back a few tokens, to compare tokens, and to copy.

Finding a listed word and copying its place takes a chain of two heads, which small models
otherwise discover only after a long plateau. The first layer's heads start by looking one to six
tokens back (a constant direction of the embedding gives them a query and a key that only the
rotary positions tell apart); in the later layers queries equal keys, so that like tokens attend
to each other, and the output projection is the transpose of the value projection, so that what
is attended to is copied (compare "mimetic initialisation", Trockman and Kolter 2023).
"""

from __future__ import annotations

import math

import torch
from torch import nn

CONSTANT = 0.25  # the last column of every embedding
FAST_PAIRS = 3  # rotary pairs that tell neighbouring positions apart
LOOK_GAIN = 2.0
COPY_GAIN = 0.7


@torch.no_grad()
def prepare(text: nn.Module, numbers: list[int]) -> None:
    _shape_embedding(text.embed_tokens.weight, numbers)
    for index, layer in enumerate(text.layers):
        if index == 0:
            _look_back(layer.self_attn, text.config)
        else:
            _compare(layer.self_attn)
        _copy(layer.self_attn)
        layer.mlp.down_proj.weight.mul_(0.3)


def _shape_embedding(table: torch.Tensor, numbers: list[int]) -> None:
    """Near numbers begin alike: a third of each number's embedding is waves of its value."""
    width = table.shape[1]
    waves = width // 6
    periods = torch.logspace(math.log10(2500.0), math.log10(4.0), waves)
    angle = 2 * math.pi * torch.arange(len(numbers))[:, None] / periods[None, :]
    scale = table.std().item()
    table[numbers, :waves] = scale * 1.4 * angle.sin()
    table[numbers, waves : 2 * waves] = scale * 1.4 * angle.cos()
    table[:, -1] = CONSTANT


def _look_back(attention: nn.Module, config: object) -> None:
    """Head h attends h + 1 tokens back."""
    size = attention.head_dim
    half = size // 2
    theta = config.rope_parameters["rope_theta"]
    frequency = theta ** (-torch.arange(half) / half)
    attention.q_proj.weight.mul_(0.05)
    attention.k_proj.weight.mul_(0.05)
    for head in range(attention.q_proj.weight.shape[0] // size):
        rows = slice(head * size, (head + 1) * size)
        query, key = torch.zeros(size), torch.zeros(size)
        query[:FAST_PAIRS] = 1.0
        angle = frequency[:FAST_PAIRS] * (head + 1)
        key[:FAST_PAIRS] = angle.cos()
        key[half : half + FAST_PAIRS] = angle.sin()
        attention.q_proj.weight[rows, -1] = query
        attention.k_proj.weight[rows, -1] = key
    attention.q_norm.weight.fill_(LOOK_GAIN)
    attention.k_norm.weight.fill_(LOOK_GAIN)


def _compare(attention: nn.Module) -> None:
    basis = torch.empty_like(attention.q_proj.weight)
    nn.init.orthogonal_(basis)
    basis[:, -1] = 0  # the constant says nothing
    attention.q_proj.weight.copy_(basis)
    attention.k_proj.weight.copy_(basis)


def _copy(attention: nn.Module) -> None:
    basis = torch.empty_like(attention.v_proj.weight)
    nn.init.orthogonal_(basis)
    basis[:, -1] = 0
    attention.v_proj.weight.copy_(basis)
    attention.o_proj.weight.copy_(COPY_GAIN * basis.T)
