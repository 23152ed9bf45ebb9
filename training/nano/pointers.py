"""Places that an instruction may mean: what the prompt lists under it.

For each text that the instruction names (letters a, b, c) the words most like it; which of
several equals stands nearest to the other text; and, where the instruction speaks of a neighbour
or of a field, what stands beside and below the best of them. The model chooses and copies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from training.nano import matching
from training.nano.words import PLACES, Box, Line, Phrase, hull, place

MAX_PHRASE_CHARS = 40
SURE_GRADE = 7  # of a match whose surroundings are listed
LEAST_HEIGHT, GREATEST_HEIGHT = 8, 24  # px, of the line that distances are counted in
NEIGHBOUR_WORDS = frozenset(
    """field fields box input entry textbox dropdown drop-down combo combobox list selector slider
    scale switch toggle setting next beside right below under after into enter type write fill
    put set focus value""".split()
)


@dataclass(frozen=True)
class Screen:
    """The words of one screenshot, grouped; `windows` are what instructions are matched with."""

    size: tuple[int, int]
    lines: list[Line]
    windows: list[matching.Window]


@dataclass(frozen=True)
class Pointer:
    tag: str
    at: tuple[int, int] | None  # 0..1000
    text: str = ""

    def line(self) -> str:
        where = "" if self.at is None else f"{self.at[0]}, {self.at[1]}"
        text = f" {self.text[:MAX_PHRASE_CHARS].rstrip()}" if self.text else ""
        return f"{self.tag}{where}{text}\n"


def pointers(screen: Screen, instruction: str) -> list[Pointer]:
    """For a normalised instruction (prompt.normalise), in the order in which they are listed."""
    named = matching.targets(instruction)
    found = [
        matching.find(screen.windows, target, limit)
        for target, limit in zip(named, matching.MAX_MATCHES)
    ]
    beside = any(matching.fold(word) in NEIGHBOUR_WORDS for word in instruction.split(" "))
    listed: list[Pointer] = []
    for index, matches in enumerate(found):
        letter = "abc"[index]
        if not matches:
            listed.append(Pointer(f"0{letter}", None))
            continue
        other = found[1 - index] if len(found) > 1 and index < 2 else []
        listed.extend(_matches(letter, matches, _nearest(matches, other, screen.size), screen.size))
        if beside and matches[0].grade >= SURE_GRADE:
            listed.extend(_around(screen, matches[0].box))
    return _apart(listed)


def _apart(listed: list[Pointer]) -> list[Pointer]:
    """Every x once: one that was listed before is moved by a thousandth, so that x tells y."""
    used: set[int] = set()
    apart = []
    for pointer in listed:
        if pointer.at is not None:
            x = pointer.at[0]
            while x in used:
                x += 1 if pointer.at[0] < PLACES // 2 else -1
            used.add(x)
            pointer = replace(pointer, at=(x, pointer.at[1]))
        apart.append(pointer)
    return apart


def _matches(
    letter: str,
    matches: list[matching.Match],
    nearest: matching.Match | None,
    size: tuple[int, int],
) -> list[Pointer]:
    """Numbered among those of the same grade, whole phrases apart from parts."""
    found = []
    ordinal, rank = 0, (0, False)
    for match in matches:
        ordinal = ordinal + 1 if (match.grade, match.whole) == rank else 1
        rank = (match.grade, match.whole)
        star = "*" if match is nearest else "."
        tag = f"{ordinal}{letter}{match.grade}{match.mark}{star}"
        found.append(Pointer(tag, place(match.box, size), match.text))
    return found


def _nearest(
    matches: list[matching.Match], others: list[matching.Match], size: tuple[int, int]
) -> matching.Match | None:
    """Of several best matches, the one nearest to the best match of the other target.

    A step down counts as four sideways, a step up as twelve: what belongs to a title stands
    beside or below it.
    """
    best = [match for match in matches if match.grade == matches[0].grade]
    if len(best) < 2 or not others:
        return None
    x, y = place(others[0].box, size)

    def cost(match: matching.Match) -> int:
        mx, my = place(match.box, size)
        return abs(mx - x) + (4 * (my - y) if my >= y else 12 * (y - my))

    return min(best, key=lambda match: (cost(match), match.order))


def _around(screen: Screen, box: Box) -> list[Pointer]:
    """Right of a label: the next words (>) and the bare place ()). Below it: v and u."""
    tall = min(max(box.height, LEAST_HEIGHT), GREATEST_HEIGHT)
    right, below = _next_phrases(screen, box, tall)
    middle = (box.top + box.bottom) // 2
    found = []
    if right is not None:
        found.append(_pointer(">", hull(right.words), screen, right.text))
    aside = box.right + 4 * tall
    found.append(_pointer(")", Box(aside, middle, aside, middle), screen))
    if below is not None:
        found.append(_pointer("v", hull(below.words), screen, below.text))
    inside, under = box.left + 3 * tall, box.bottom + 7 * tall // 4
    found.append(_pointer("u", Box(inside, under, inside, under), screen))
    return found


def _pointer(tag: str, box: Box, screen: Screen, text: str = "") -> Pointer:
    return Pointer(tag, place(box, screen.size), text)


def _next_phrases(screen: Screen, box: Box, tall: int) -> tuple[Phrase | None, Phrase | None]:
    """The nearest phrase to the right on the label's height, and the nearest one below it."""
    right: tuple[int, Phrase] | None = None
    below: tuple[int, Phrase] | None = None
    for line in screen.lines:
        for phrase in line:
            area = hull(phrase.words)
            level = 2 * box.top <= area.top + area.bottom <= 2 * box.bottom
            if level and area.left >= box.right:
                if right is None or area.left < right[0]:
                    right = (area.left, phrase)
            aligned = area.left < box.right + 6 * tall and box.left - 2 * tall < area.right
            if aligned and area.top >= box.bottom and area.top - box.bottom <= 4 * tall:
                if below is None or area.top < below[0]:
                    below = (area.top, phrase)
    return right[1] if right else None, below[1] if below else None
