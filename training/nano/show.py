"""Prints a synthetic prompt: python -m training.nano.show SEED."""

from __future__ import annotations

import sys

from training.nano import prompt, tasks


def main() -> None:
    sample = tasks.make_sample(int(sys.argv[1]), 12)
    print(prompt.prefix(sample.screen, picture=False, phrases=120))
    for query in sample.queries:
        print(f"--- {query.task} {query.box}")
        print(prompt.question(sample.screen, query.instruction), prompt.reply(query.arguments))


if __name__ == "__main__":
    main()
