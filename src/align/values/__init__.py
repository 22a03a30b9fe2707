"""Numbers and dates as values: what a text says, and whether two texts say the same."""

from align.values.compare import Likeness, compare
from align.values.dates import find_dates
from align.values.model import Bound, DateFields, DateValue, Kind, Part, Quantity
from align.values.quantities import find_quantities, mentioned_values
from align.values.render import rename_unit, render

__all__ = [
    "Bound",
    "DateFields",
    "DateValue",
    "Kind",
    "Likeness",
    "Part",
    "Quantity",
    "compare",
    "find_dates",
    "find_quantities",
    "mentioned_values",
    "rename_unit",
    "render",
]
