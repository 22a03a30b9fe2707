"""The checks, one file a rule or family, and the table that lists them.

What `__all__` names, but for `CHECKS`, is for rules of other packages too; see docs/plugins.md.
"""

from align.checks.base import Check, Context, Yielded, rule
from align.checks.capitals import check_capitals
from align.checks.consistency import check_consistency
from align.checks.coverage import check_addition, check_omission
from align.checks.date import check_date
from align.checks.direction import check_direction
from align.checks.entity import check_entity
from align.checks.garbled import check_encoding
from align.checks.headings import check_heading
from align.checks.judged import check_mistranslation
from align.checks.links import check_link
from align.checks.lists import check_list
from align.checks.metadata import check_metadata
from align.checks.modality import check_modality
from align.checks.negation import check_negation
from align.checks.number import check_number
from align.checks.order import check_order
from align.checks.punctuation import check_punctuation
from align.checks.quantifier import check_quantifier
from align.checks.relation import check_relation
from align.checks.repetition import check_repetition
from align.checks.script import check_script
from align.checks.terms import check_term
from align.checks.unit import check_unit
from align.checks.untranslated import check_untranslated

CHECKS: tuple[Check, ...] = (
    check_entity,
    check_number,
    check_date,
    check_unit,
    check_negation,
    check_direction,
    check_modality,
    check_quantifier,
    check_relation,
    check_omission,
    check_addition,
    check_mistranslation,
    check_untranslated,
    check_term,
    check_consistency,
    check_metadata,
    check_heading,
    check_list,
    check_order,
    check_link,
    check_repetition,
    check_punctuation,
    check_capitals,
    check_encoding,
    check_script,
)

__all__ = ["CHECKS", "Check", "Context", "Yielded", "rule"]
