"""`align rules`: what is checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import click

from align.cli.options import echo
from align.config import selectable, unknown_name
from align.errors import ConfigError
from align.types import Rule


@click.command()
@click.argument("name", required=False, metavar="[RULE | CATEGORY]")
def rules(name: str | None) -> None:
    """List the rules, those of a category, or explain one with a bad and a good example.

    The list names the category of each rule; accuracy is all that begin so, accuracy/omission a part of
    these. The rules of other packages that are installed come last, with the name of the package.
    """
    if name is None:
        _list(_rules())
        return
    rule = _find(name)
    if rule is not None:
        _explain(*rule)
    elif not _list(one for one in _rules() if _is_within(one[0].category, name)):
        raise _unknown(name)


def _list(rules: Iterable[tuple[Rule, str]]) -> bool:
    """Print a line a rule; return whether there were any."""
    has_any = False
    for one, origin in rules:
        note = f" ({origin})" if origin else ""
        echo(f"{one.id:<19}{one.severity.label:<10}{one.category:<26}{one.title}{note}\n")
        has_any = True
    return has_any


def _explain(rule: Rule, origin: str) -> None:
    note = f"\nFrom {origin}." if origin else ""
    echo(f"{rule.id}: {rule.title}\n{rule.category}, usually {rule.severity.label}{note}\n\n{rule.help}\n")


def _is_within(category: str, name: str) -> bool:
    return f"{category}/".startswith(f"{name}/")


def _rules(without: Collection[str] = ()) -> Iterator[tuple[Rule, str]]:
    """Yield each rule and the package that it comes from, which is "" for our own.

    Raises:
        ConfigError: A rule of another package cannot be used; the others come first.
    """
    from align.checks import CHECKS, plugins

    yield from ((check.rule, "") for check in CHECKS)
    yield from ((check.rule, check.origin) for check in plugins.load_checks(CHECKS, without))


def _find(name: str) -> tuple[Rule, str] | None:
    """Return the rule of that name and where it is from."""
    from align.checks import plugins

    # What has another name need not work.
    others = {plugin.name for plugin in plugins.find()} - {name}
    # All of them, since of two rules of one name neither can be used.
    found = {rule.id: (rule, origin) for rule, origin in _rules(others)}
    return found.get(name)


def _unknown(name: str) -> ConfigError:
    known = selectable([rule for rule, _ in _rules()])
    return ConfigError(f"no rule or category is called {name!r}", hint=unknown_name(name, known, "names"))
