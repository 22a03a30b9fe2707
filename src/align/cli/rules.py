"""`align rules`: what is checked."""

from __future__ import annotations

import click

from align.cli.options import echo


@click.command()
@click.argument("rule", required=False)
def rules(rule: str | None) -> None:
    """List the rules, or explain one with a bad and a good example."""
    from align.checks import CHECKS
    from align.config import unknown_name
    from align.errors import ConfigError

    known = {check.rule.id: check.rule for check in CHECKS}
    if rule is None:
        for one in known.values():
            echo(f"{one.id:<18}{one.severity.label:<10}{one.category:<26}{one.title}\n")
    elif rule in known:
        one = known[rule]
        echo(f"{one.id}: {one.title}\n{one.category}, usually {one.severity.label}\n\n{one.help}\n")
    else:
        raise ConfigError(f"no rule is called {rule!r}", hint=unknown_name(rule, tuple(known), "rules"))
