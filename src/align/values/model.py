"""The values that numbers and dates are read into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from align.types import Span


class Kind(StrEnum):
    """What a quantity counts, which decides how its value is scaled.

    Percentages, percentage points and fractions are parts of one (30 percent is 3/10); a multiple is
    the factor that results (both 增加兩倍 and "tripled" are 3).
    """

    COUNT = "count"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    POINT = "percentage point"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    MONEY = "money"
    MEASURE = "measure"


# "Units" of a percentage: 七折 is what is paid, "30 percent off" what is not.
PRICE_PAID = "of the price"
PRICE_CUT = "off the price"


class Bound(StrEnum):
    """How the writer limits a value: exactly, about, over, under, or by a vague word."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    BELOW = "below"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text means it.

    Attributes:
        span: The numeral with its sign, currency and unit.
        numeral: The part of `span` that writes the value: digits or words with their scale.
        low: The value, or the lower end of a range.
        high: The upper end of a range or of a vague word; equal to `low` otherwise.
        unit: Name of the currency or measure (see `align.values.units`), or an empty string.
        spelled: Whether it is written in words or Chinese numerals only.
        also: Other values the same words may stand for.
        ends: The two quantities a range was joined from, or nothing.
    """

    span: Span
    numeral: Span
    low: Fraction
    high: Fraction
    kind: Kind = Kind.COUNT
    unit: str = ""
    bound: Bound = Bound.EXACT
    spelled: bool = False
    also: tuple[Fraction, ...] = ()
    ends: tuple[Quantity, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether two ends were given."""
        return bool(self.ends)

    @property
    def written(self) -> Fraction:
        """The lower value in the unit it is written in: 30 for 30 percent."""
        return self.low * 100 if self.kind in (Kind.PERCENT, Kind.POINT) else self.low


class Part(StrEnum):
    """A stretch of the finest period a date gives."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class DateFields:
    """The parts of a date that were given; the others are None.

    Attributes:
        weekday: 1 for Monday to 7 for Sunday.
        half: 1 or 2, of the year.
        decade: Its first year (1990), or two digits when the century was left out (90).
        century: 21 for the years from 2000.
        hour: 0 to 24 as written; 12-hour and 24-hour clocks compare equal.
        year_offset: Years from the document's own, as in 去年 (-1); kept beside `year` once resolved.
        month_offset: Likewise in months.
        week_offset: Likewise in weeks: 上週 is -1.
        day_offset: Likewise in days: 昨天 is -1.
        afternoon: 1 after noon, 0 before, where words or a 24-hour clock tell.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    half: int | None = None
    quarter: int | None = None
    decade: int | None = None
    century: int | None = None
    part: Part | None = None
    hour: int | None = None
    minute: int | None = None
    year_offset: int | None = None
    month_offset: int | None = None
    week_offset: int | None = None
    day_offset: int | None = None
    afternoon: int | None = None

    def known(self) -> dict[str, int]:
        """Return the given fields with those that follow from them, by name.

        The part is left out: early and late are matters of degree.
        """
        facts = {name: value for name in _COMPARED if (value := getattr(self, name)) is not None}
        if self.month:
            facts.setdefault("quarter", (self.month + 2) // 3)
        if "quarter" in facts:
            facts.setdefault("half", (facts["quarter"] + 1) // 2)
        if self.year is not None:
            facts.setdefault("decade", self.year // 10 * 10)
        decade = facts.get("decade", 0)
        if decade >= 100:
            facts.setdefault("century", decade // 100 + 1)
        if self.hour is not None:
            facts["hour"] = self.hour % 12
            if self.hour > 12:
                facts["afternoon"] = int(self.hour < 24)
            facts.setdefault("minute", 0)
        return facts

    def conflicts(self, other: DateFields) -> tuple[str, ...]:
        """Return the names of the fields that both give or imply, and differently."""
        mine, theirs = self.known(), other.known()
        return tuple(n for n in _COMPARED if n in mine and n in theirs and not _same(n, mine[n], theirs[n]))

    def agreements(self, other: DateFields) -> tuple[str, ...]:
        """Return the names of the fields that both give or imply, and alike."""
        mine, theirs = self.known(), other.known()
        return tuple(n for n in _COMPARED if n in mine and n in theirs and _same(n, mine[n], theirs[n]))


_COMPARED = (
    *("year", "month", "day", "quarter", "half", "decade", "century", "weekday"),
    *("hour", "minute", "afternoon", "year_offset", "month_offset", "week_offset", "day_offset"),
)


def _same(name: str, mine: int, theirs: int) -> bool:
    if name == "decade" and min(mine, theirs) < 100:
        return mine % 100 == theirs % 100
    return mine == theirs


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as the text gives it.

    Attributes:
        readings: What it may mean, the likeliest first; 08/05/2025 has two.
        weak: Whether the words may be no date at all, such as 112 年 or a bare "2000".
        relative: Whether a field was worked out from the document's own date.
    """

    span: Span
    readings: tuple[DateFields, ...]
    weak: bool = False
    relative: bool = False

    @property
    def fields(self) -> DateFields:
        """The likeliest reading."""
        return self.readings[0]

    def closest(self, other: DateValue) -> tuple[DateFields, DateFields]:
        """Return the two readings that conflict least, then agree most."""
        return min(
            ((a, b) for a in self.readings for b in other.readings),
            key=lambda pair: (len(pair[0].conflicts(pair[1])), -len(pair[0].agreements(pair[1]))),
        )

    def is_compatible(self, other: DateValue) -> bool:
        """Whether some readings share a field and contradict in none."""
        mine, theirs = self.closest(other)
        return not mine.conflicts(theirs) and bool(mine.agreements(theirs))
