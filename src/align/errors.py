"""What can go wrong, as types that the command line turns into exit code 2.

::

    AlignError
    ├── InputError              a brief cannot be read, or holds nothing to compare
    │   └── MonolingualError    it lacks one of the languages
    ├── ConfigError             a setting, rule name or termbase cannot be used
    └── EncoderError            a model is missing, changed or not for this platform
"""


class AlignError(Exception):
    """An error that the user can mend.

    Args:
        message: What is wrong and where, in one sentence.
        hint: What to do about it, or an empty string.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  help: {self.hint}" if self.hint else self.message


class InputError(AlignError):
    """A document cannot be read or has nothing to compare."""


class MonolingualError(InputError):
    """A document lacks one of the languages."""


class ConfigError(AlignError):
    """A setting, rule name or termbase cannot be used."""


class EncoderError(AlignError):
    """An encoder cannot be loaded."""
