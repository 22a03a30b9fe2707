"""Check bilingual Chinese-English briefs."""

__version__ = "0.1.0"
