"""The checks, one file a rule or family, and the table that lists them."""

from align.checks.base import Check, Context
from align.checks.coverage import check_addition, check_omission, check_untranslated
from align.checks.date import check_date
from align.checks.entity import check_entity
from align.checks.lists import check_list
from align.checks.metadata import check_metadata
from align.checks.number import check_number
from align.checks.order import check_order
from align.checks.relation import check_relation

CHECKS: tuple[Check, ...] = (
    check_entity,
    check_number,
    check_date,
    check_omission,
    check_addition,
    check_untranslated,
    check_metadata,
    check_list,
    check_order,
    check_relation,
)

__all__ = ["CHECKS", "Check", "Context"]
