"""The checks, one file a rule or family, and the table that lists them."""

from align.checks.base import Check, Context
from align.checks.coverage import check_addition, check_omission, check_untranslated
from align.checks.date import check_date
from align.checks.direction import check_direction
from align.checks.entity import check_entity
from align.checks.lists import check_list
from align.checks.metadata import check_metadata
from align.checks.modality import check_modality
from align.checks.negation import check_negation
from align.checks.number import check_number
from align.checks.order import check_order
from align.checks.quantifier import check_quantifier

CHECKS: tuple[Check, ...] = (
    check_entity,
    check_number,
    check_date,
    check_negation,
    check_direction,
    check_modality,
    check_quantifier,
    check_omission,
    check_addition,
    check_untranslated,
    check_metadata,
    check_list,
    check_order,
)

__all__ = ["CHECKS", "Check", "Context"]
