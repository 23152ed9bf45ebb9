"""How well the words on the screen agree with what an instruction names.

The prompt carries the result (see prompt.py): a small model is poor at comparing spellings and
good at weighing what was compared. Distances are plain Levenshtein distances over code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Sequence

from rapidfuzz.distance import Levenshtein

from training.nano.words import Box, Line, Phrase, hull

MAX_WINDOW = 8  # words of one phrase compared together
MAX_TARGETS = 3
MAX_MATCHES = (8, 4, 4)  # listed for the first, second and third target
LEAST_SIMILARITY = 50
PREFIX_SIMILARITY = 85

EDGES = ".,:;\u2026'\"()[]"
QUOTED = re.compile(r"\"([^\"]+)\"")
# Words that name no particular thing: articles and kinds of control ...
KIND_WORDS = frozenset(
    """a an the this that on to in into at of for from with and or is it its which please now
    button buttons link links hyperlink field fields box boxes input entry entries textbox
    checkbox check-box tick radio option options choice menu submenu item items tab tabs list row
    column dropdown drop-down combo combobox selector slider scale switch toggle icon key label
    labelled labeled named called titled saying says reading context window dialog panel text
    my you can i want need there""".split()
)
# ... and verbs of the hand, places, ordinals.
STOP_WORDS = KIND_WORDS | frozenset(
    """click press tap push hit choose select pick open close check uncheck untick turn enable
    disable activate mark set go use follow focus double right left middle mouse first second
    third fourth fifth 1st 2nd 3rd 4th 5th last top bottom topmost lowest upper lower next beside
    near by above below under over after left-hand right-hand side page one name type enter write
    fill put value expand highlight move double-click""".split()
)


@dataclass(frozen=True)
class Match:
    """Some consecutive words of a phrase that resemble a target."""

    grade: int  # 9 the same, 8..4 for 99..50 percent alike, 3 one begins with the other
    mark: str  # "=" whole phrase, "~" part of one, "<" it begins the target, ">" reversed
    text: str
    box: Box
    order: int  # reading order

    @property
    def whole(self) -> bool:
        return self.mark != "~"


@dataclass(frozen=True)
class Window:
    text: str
    folded: str
    box: Box
    order: int
    whole: bool
    span: tuple[int, int, int]  # phrase number, first word, one past the last


def fold(text: str) -> str:
    """Lower case, no blanks, no punctuation at the ends (unless there is nothing else)."""
    bare = "".join(_lower(c) for c in text if not c.isspace())
    return bare.strip(EDGES) or bare


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def straight_quotes(instruction: str) -> str:
    """Every pair of quotation marks as "..."; blanks collapsed."""
    text = re.sub("[\u201c\u201d\u201e\u00ab\u00bb\u201f]", '"', instruction)
    text = re.sub("[\u2018\u2019]", "'", text)
    text = re.sub(r"(?<!\w)'([^']+)'(?!\w)", r'"\1"', text)
    text = re.sub(r"`([^`]+)`", r'"\1"', text)
    return " ".join(text.split())


def targets(instruction: str) -> list[str]:
    """What an instruction (with straight quotes) names: quoted texts, else runs of other words."""
    quoted = [t.strip() for t in QUOTED.findall(instruction) if t.strip()]
    if quoted:
        return _unlike(quoted)
    words = instruction.split(" ")
    found = _runs(words, STOP_WORDS)
    if not found:  # a name made of such words: all but the verb and the kind
        found = _runs(words[1:], KIND_WORDS) or _runs(words, KIND_WORDS)
    return _unlike(found or [instruction])


def _runs(words: Sequence[str], left_out: frozenset[str]) -> list[str]:
    runs: list[list[str]] = [[]]
    for word in words:
        if fold(word) in left_out:
            runs.append([])
        else:
            runs[-1].append(word)
    return [" ".join(run) for run in runs if run]


def _unlike(texts: Sequence[str]) -> list[str]:
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(fold(text), text)
    return list(kept.values())[:MAX_TARGETS]


def windows(lines: Sequence[Line]) -> list[Window]:
    """All runs of up to MAX_WINDOW words inside the phrases, in reading order."""
    found: list[Window] = []
    number = 0
    for line in lines:
        for phrase in line:
            found.extend(_windows_of(phrase, number, len(found)))
            number += 1
    return found


def _windows_of(phrase: Phrase, number: int, order: int) -> list[Window]:
    found = []
    count = len(phrase.words)
    for first in range(count):
        for past in range(first + 1, min(count, first + MAX_WINDOW) + 1):
            words = phrase.words[first:past]
            text = " ".join(w.text for w in words)
            whole = past - first == count
            span = (number, first, past)
            found.append(Window(text, fold(text), hull(words), order + len(found), whole, span))
    return found


def similarity(a: str, b: str) -> int:
    """Percent of agreement of two folded texts."""
    longest = max(len(a), len(b))
    if longest == 0:
        return 0
    return 100 * (longest - Levenshtein.distance(a, b)) // longest


def _rate(window: Window, target: str) -> tuple[int, int, str] | None:
    """(percent, grade, mark), or nothing when they do not resemble each other."""
    percent = similarity(window.folded, target)
    if percent >= LEAST_SIMILARITY:
        grade = 9 if percent == 100 else percent // 10 - 1
        return percent, grade, "=" if window.whole else "~"
    size = len(window.folded)
    if window.whole and 4 <= size < len(target):
        if similarity(window.folded, target[:size]) >= PREFIX_SIMILARITY:
            return 0, 3, "<"
    if 3 <= len(target) < size and window.folded.startswith(target):
        return 0, 3, ">"
    return None


def find(candidates: Sequence[Window], target: str, limit: int) -> list[Match]:
    """The best matches of one target: by grade, whole phrases first, then in reading order.

    None overlap; the `limit` most alike are kept.
    """
    folded = fold(target)
    rated = [(r, w) for w in candidates if (r := _rate(w, folded)) is not None]
    rated.sort(key=lambda pair: (-pair[0][0], not pair[1].whole, pair[1].order))
    kept: list[tuple[tuple[int, int, str], Window]] = []
    for rating, window in rated:
        if not any(_overlap(window.span, other.span) for _, other in kept):
            kept.append((rating, window))
        if len(kept) == limit:
            break
    matches = [Match(r[1], r[2], w.text, w.box, w.order) for r, w in kept]
    return sorted(matches, key=lambda m: (-m.grade, not m.whole, m.order))


def _overlap(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]
