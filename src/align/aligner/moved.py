"""Which blocks stand in another order in the target than in the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from align.aligner.first import Prior
from align.aligner.lattice import Floats, Ints
from align.aligner.odds import COSINE_WEIGHT, Matcher
from align.aligner.sections import Group, Side, headings_of_same

Pairs = tuple[tuple[int, int], ...]
"""Source and target blocks, in the order of the source."""
InOrder = Callable[[Pairs], tuple[Group, ...]]
# Log odds below which what the order puts together is in doubt, as are lone blocks and several on both sides.
_LIKE = 0.0
# A block moved when nothing but one block elsewhere is as like: by how much the log odds have to exceed those
# of the next best and of where the order would put it, and least number of tokens.
_CLEARLY, _LEAST_TOKENS = 1.5, 4
# By how much a heading has to be liker where the order puts it than what heads the same blocks.
_HEADING_STAYS = 1.5
# Weight of what must not count as moved.
_STAYS = 1e9
# Blocks up to which each is compared with all; doubtful ones up to which they are compared with one another.
_MOST, _MOST_DOUBTFUL = 1000, 2000


def find_moved(
    source: Side, target: Side, groups: Sequence[Group], in_order: InOrder, prior: Prior, matcher: Matcher
) -> Pairs:
    """Return pairs of blocks that are alike, or head what is, and stand in another order than the rest.

    Args:
        source: The source blocks.
        target: The target blocks.
        groups: What belongs together by the order.
        in_order: Says what does when some pairs are left out.
        prior: What the layout adds to a cosine.
        matcher: Compares source blocks with target blocks.
    """
    known = set(groups)
    found = _alike(source, target, groups, prior, matcher)
    alike = tuple(pair for pair in found if _group(pair) not in known)
    if not alike:
        return ()
    settled = [group for group in in_order(alike) if not _is_doubtful(group, matcher)]
    plain = {group.source[0]: group.target[0] for group in settled if group.is_plain}
    # Groups of several blocks stay.
    large = [group for group in settled if not group.is_plain]
    pairs = alike + _headings(source, target, plain, alike, large, matcher)
    # Of two that changed places the shorter counts as moved.
    weights = source.units.counts
    items = [(i, j, float(weights[i])) for i, j in (*pairs, *_without(plain, pairs).items())]
    items += [(group.source[0], group.target[0], _STAYS) for group in large]
    items.sort()
    kept = _heaviest_rise(items)
    return tuple((i, j) for number, (i, j, _) in enumerate(items) if number not in kept)


def _group(pair: tuple[int, int]) -> Group:
    return Group(pair[:1], pair[1:])


def _is_doubtful(group: Group, matcher: Matcher) -> bool:
    several = len(group.source) > 1 and len(group.target) > 1
    return group.is_lone or several or matcher.odds(group.source, group.target) < _LIKE


def _without(plain: dict[int, int], pairs: Pairs) -> dict[int, int]:
    """Return the pairs of `plain` of which neither block has another counterpart in `pairs`."""
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    return {i: j for i, j in plain.items() if i not in ours and j not in theirs}


# ---------------------------------------------------------------- by what they say


def _alike(source: Side, target: Side, groups: Sequence[Group], prior: Prior, matcher: Matcher) -> Pairs:
    """Return pairs of doubtful blocks that are each other's best match by far."""
    doubtful = {group for group in groups if _is_doubtful(group, matcher)}
    if max(len(source.blocks), len(target.blocks)) <= _MOST:
        # Those too that have another best match by far than where the order puts them.
        ours, theirs = (np.arange(len(side.blocks)) for side in (source, target))
        clear = _clear_pairs(source, target, ours, theirs, prior, matcher)
        there, back = dict(clear), {j: i for i, j in clear}
        doubtful |= {
            group
            for group in groups
            if group.is_plain
            and (there.get(group.source[0], group.target[0]), back.get(group.target[0], group.source[0]))
            != (group.target[0], group.source[0])
        }
    ours = np.array(sorted(i for group in doubtful for i in group.source), np.int64)
    theirs = np.array(sorted(j for group in doubtful for j in group.target), np.int64)
    if max(len(ours), len(theirs)) > _MOST_DOUBTFUL:
        # The texts are hardly translations.
        return ()
    return _clear_pairs(source, target, ours, theirs, prior, matcher)


def _clear_pairs(
    source: Side, target: Side, ours: Ints, theirs: Ints, prior: Prior, matcher: Matcher
) -> Pairs:
    """Return pairs of some blocks that are each other's best match by far among these."""
    if not len(ours) or not len(theirs):
        return ()
    odds = matcher.grid(ours, theirs)
    known = prior(np.repeat(ours, len(theirs)), np.tile(theirs, len(ours)))
    values = odds + COSINE_WEIGHT * known.reshape(odds.shape)
    rows = np.arange(len(ours))
    columns = values.argmax(axis=1)
    rivals = np.maximum(_next_best(values)[rows, columns], _next_best(values.T)[columns, rows])
    tokens = np.minimum(source.units.counts[ours], target.units.counts[theirs[columns]])
    found = (values[rows, columns] > rivals + _CLEARLY) & (odds[rows, columns] >= _LIKE)
    found &= tokens >= _LEAST_TOKENS
    return tuple(zip(ours[found].tolist(), theirs[columns[found]].tolist(), strict=True))


def _next_best(values: Floats) -> Floats:
    """Return float32[n, m], the highest of all other values in the row of each."""
    rows = np.arange(len(values))
    best = values.argmax(axis=1)
    others = values.copy()
    others[rows, best] = -np.inf
    found = np.repeat(values[rows, best][:, None], values.shape[1], axis=1)
    found[rows, best] = others.max(axis=1)
    return found


# ---------------------------------------------------------------- by what they head


def _headings(
    source: Side,
    target: Side,
    plain: dict[int, int],
    alike: Pairs,
    large: Sequence[Group],
    matcher: Matcher,
) -> Pairs:
    """Return pairs of headings, too short to tell by themselves, that head the same blocks.

    A heading that is liker where the order puts it stays there: its blocks moved away from under it.
    """
    back = {j: i for i, j in plain.items()}
    taken = {i for i, _ in alike}.union(*(group.source for group in large))
    taken_there = {j for _, j in alike}.union(*(group.target for group in large))
    likely = []
    for i, j in headings_of_same(source.blocks, target.blocks, {**plain, **dict(alike)}):
        if i in taken or j in taken_there or plain.get(i) == j:
            continue
        odds = matcher.odds([i], [j])
        present = [matcher.odds([i], [plain[i]])] if i in plain else []
        present += [matcher.odds([back[j]], [j])] if j in back else []
        if matcher.are_possible([i], [j]) and odds + _HEADING_STAYS > max(present, default=odds):
            likely.append((-odds, i, j))
    found: dict[int, int] = {}
    for _, i, j in sorted(likely):
        if i not in found and j not in found.values():
            found[i] = j
    return tuple(found.items())


# ---------------------------------------------------------------- what stays in order


def _heaviest_rise(items: Sequence[tuple[int, int, float]]) -> set[int]:
    """Return which items, sorted by source, form the heaviest sequence that rises in the target too.

    Of sequences of one weight that end in the same item, the one whose last link is the latest is kept; of
    those that end in different items, the one that ends first.

    Args:
        items: Source block, target block and weight, at least 0, of each.
    """
    ranks = {j: rank for rank, j in enumerate(sorted({j for _, j, _ in items}))}
    ends = _PrefixMaxima(len(ranks))
    links = []
    heaviest = (0.0, 0)
    for number, (_, j, weight) in enumerate(items):
        reached, link = ends.before(ranks[j])
        links.append(link)
        ends.add(ranks[j], (reached + weight, number))
        heaviest = max(heaviest, (reached + weight, -number))
    kept = set()
    at = -heaviest[1] if items else -1
    while at >= 0:
        kept.add(at)
        at = links[at]
    return kept


class _PrefixMaxima:
    """The greatest of the first values of a row, in as many steps as its length has bits (Fenwick 1994).

    A value is the weight of a sequence and its last item.
    """

    def __init__(self, count: int) -> None:
        self._greatest = [(0.0, -1)] * (count + 1)

    def add(self, place: int, value: tuple[float, int]) -> None:
        """Put a value at a place, counted from 0; a greater one there stays."""
        node = place + 1
        while node < len(self._greatest):
            self._greatest[node] = max(self._greatest[node], value)
            node += node & -node

    def before(self, place: int) -> tuple[float, int]:
        """Return the greatest value in front of a place, or no weight and the item -1."""
        found, node = (0.0, -1), place
        while node:
            found = max(found, self._greatest[node])
            node -= node & -node
        return found
