"""Samples as token ids, with what each reply is trained towards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import torch
from tokenizers import Tokenizer

from training.nano import prompt, tasks
from training.nano.pointers import Screen
from training.nano.tokenizer import number_ids

DECISION_WEIGHT = 1.0
FORCED_WEIGHT = 0.1


@dataclass(frozen=True)
class Reply:
    """One question and its reply, as ids; parallel lists run over the trained tokens."""

    ids: list[int]
    start: int  # the first trained token
    weights: list[float]
    spreads: list[int]  # standard deviation of a soft place, 0 elsewhere


@dataclass(frozen=True)
class Batch:
    """Several questions that share the start of the prompt. `ids` are padded on the right."""

    queries: list[tasks.Query]  # Q of them
    prefix: torch.Tensor  # (1, P)
    ids: torch.Tensor  # (Q, T)
    rows: torch.Tensor  # (N,) question of each trained token
    columns: torch.Tensor  # (N,) position whose next token is trained
    targets: torch.Tensor  # (N,)
    weights: torch.Tensor  # (N,)
    spreads: torch.Tensor  # (N,)


class Encoder:
    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.numbers = number_ids(tokenizer)
        self.is_number = set(self.numbers)
        self.forced = {tokenizer.token_to_id(text) for text in (prompt.CALL_OPEN, prompt.END)}
        self.end = tokenizer.token_to_id(prompt.END)
        self.pad = tokenizer.token_to_id("<|endoftext|>")

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text).ids

    def reply(self, screen: Screen, query: tasks.Query) -> Reply:
        head = self.ids(prompt.question(screen, query.instruction))
        tail = self.ids(prompt.reply(query.arguments) + prompt.END)
        weights = [FORCED_WEIGHT if i in self.forced else DECISION_WEIGHT for i in tail]
        spreads = [0] * len(tail)
        places = [k for k, token in enumerate(tail) if token in self.is_number]
        if query.spread is not None and len(places) == 2:
            for k, spread in zip(places, query.spread):
                spreads[k] = spread
        for k in range(1, len(tail)):
            if "coordinate" in query.arguments and k not in places and k != 1:
                weights[k] = FORCED_WEIGHT
        return Reply(head + tail, len(head), weights, spreads)

    def batches(self, samples: Sequence[tasks.Sample], phrases: int, parts: int) -> list[Batch]:
        """The questions of some screens; of one screen only, where its phrases are listed.

        Short questions and long ones go apart, so that little of a batch is padding.
        """
        prefixes = {prompt.prefix(sample.screen, False, phrases) for sample in samples}
        assert len(prefixes) == 1, "screens of one batch share the start of the prompt"
        prefix = torch.tensor([self.ids(prefixes.pop())])
        asked = [(self.reply(s.screen, query), query) for s in samples for query in s.queries]
        asked.sort(key=lambda pair: len(pair[0].ids))
        size = -(-len(asked) // parts)
        return [self._padded(prefix, asked[k : k + size]) for k in range(0, len(asked), size)]

    def _padded(self, prefix: torch.Tensor, asked: list[tuple[Reply, tasks.Query]]) -> Batch:
        longest = max(len(reply.ids) for reply, _ in asked)
        ids = torch.full((len(asked), longest), self.pad)
        rows, columns, targets, weights, spreads = [], [], [], [], []
        for row, (reply, _) in enumerate(asked):
            ids[row, : len(reply.ids)] = torch.tensor(reply.ids)
            for k in range(len(reply.weights)):
                rows.append(row)
                columns.append(reply.start + k - 1)
                targets.append(reply.ids[reply.start + k])
                weights.append(reply.weights[k])
                spreads.append(reply.spreads[k])
        return Batch(
            [query for _, query in asked],
            prefix,
            ids[:, :-1],
            torch.tensor(rows),
            torch.tensor(columns),
            torch.tensor(targets),
            torch.tensor(weights),
            torch.tensor(spreads),
        )
