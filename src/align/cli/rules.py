"""`align rules`: what is checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import click

from align.cli.options import echo
from align.types import Rule


@click.command()
@click.argument("rule", required=False)
def rules(rule: str | None) -> None:
    """List the rules, or explain one with a bad and a good example.

    The rules of other packages that are installed come last, with the name of the package.
    """
    if rule is None:
        for one, origin in _rules():
            note = f" ({origin})" if origin else ""
            echo(f"{one.id:<19}{one.severity.label:<10}{one.category:<26}{one.title}{note}\n")
    else:
        one, origin = _find(rule)
        note = f"\nFrom {origin}." if origin else ""
        echo(f"{one.id}: {one.title}\n{one.category}, usually {one.severity.label}{note}\n\n{one.help}\n")


def _rules(without: Collection[str] = ()) -> Iterator[tuple[Rule, str]]:
    """Yield each rule and the package that it comes from, which is "" for our own.

    Raises:
        ConfigError: A rule of another package cannot be used; the others come first.
    """
    from align.checks import CHECKS, plugins

    yield from ((check.rule, "") for check in CHECKS)
    yield from ((check.rule, check.origin) for check in plugins.load_checks(CHECKS, without))


def _find(name: str) -> tuple[Rule, str]:
    from align.checks import plugins
    from align.config import unknown_name
    from align.errors import ConfigError

    # What has another name need not work.
    others = {plugin.name for plugin in plugins.find()} - {name}
    rules = {rule.id: (rule, origin) for rule, origin in _rules(others)}
    if name not in rules:
        hint = unknown_name(name, (*rules, *sorted(others)), "rules")
        raise ConfigError(f"no rule is called {name!r}", hint=hint)
    return rules[name]
