"""One self-contained page that opens from disk: view data, then a template, style and script.

The page may load nothing and run nothing but its own style and script, which its
Content-Security-Policy names by digest.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from align.report.base import Options
from align.report.view import make_page
from align.types import Result

_TEMPLATE = "report.html.j2"


def render(result: Result, options: Options) -> str:
    """Render the whole result as one page."""
    style, script = _asset("report.css"), _asset("report.js")
    allowed = f"style-src {_digest(style)}; script-src {_digest(script)}"
    template = _environment().get_template(_TEMPLATE)
    return template.render(
        page=make_page(result, options),
        policy=f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'",
        # Our own files: the only text that is not escaped.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("align.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _asset(name: str) -> str:
    return files("align.report").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the CSP source expression that allows exactly `text`."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
