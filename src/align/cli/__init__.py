"""The command line: options to settings, settings to pipeline, result to report, exit code."""

from __future__ import annotations

import io
import sys
import traceback

import click

from align import __version__
from align.cli.check import check
from align.cli.init import init
from align.cli.model import model
from align.cli.pair import pair
from align.cli.prune import prune
from align.cli.rules import rules
from align.cli.score import score
from align.cli.terms import terms
from align.errors import AlignError

_EPILOG = """\b
Exit codes:
  0  nothing found at or above --fail-on (default: major)
  1  findings
  2  wrong usage or settings, unreadable input, missing model
  3  internal error; what was found before it is still reported
"""


class _Group(click.Group):
    """Turns errors into exit codes; no command does so itself."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except AlignError as error:
            click.echo(f"align: {error}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            # Click's own code for this is 1, which means findings; shells expect 128 + SIGINT.
            click.echo("align: interrupted", err=True)
            ctx.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            # The last resort of a command-line tool: an unforeseen failure is no finding.
            click.echo(traceback.format_exc(), err=True)
            click.echo("align: internal error; this is a bug, please report it with the text above", err=True)
            ctx.exit(3)


@click.group(
    cls=_Group,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="align")
def main() -> None:
    """Check bilingual Chinese-English briefs for what the translation lost, added or got wrong."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file name that is no UTF-8, or a terminal that is not, must not cost the report.
        sys.stdout.reconfigure(errors="backslashreplace")


for _command in (check, prune, pair, score, rules, terms, model, init):
    main.add_command(_command)
