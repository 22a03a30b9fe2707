"""One self-contained page that opens from disk: view data, then templates, style and script.

The page may load nothing and run nothing but its own style and script, which its
Content-Security-Policy names by digest. Nor can the script make markup of a text: the policy demands
trusted types and allows one maker of them, which the script uses up in unpacking the pairs of a long
brief. Those stand in `noscript` elements, escaped as everything is.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from align.report import wording
from align.report.base import Options
from align.report.view import make_page
from align.types import Result

_TEMPLATE = "page.html.j2"
# Joined in this order into one module, so that each sees what the ones before it define.
_SCRIPTS = ("words.js", "findings.js", "dismiss.js", "reading.js", "pages.js")


def render(result: Result, options: Options) -> str:
    """Render the whole result as one page."""
    style, script = _asset("report.css"), "\n".join(map(_asset, _SCRIPTS))
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types align"
    )
    # Our own files: the only text that is not escaped.
    assets = {"style": Markup(style), "script": Markup(script)}  # noqa: S704
    return (
        _environment()
        .get_template(_TEMPLATE)
        .render(
            page=make_page(result, options),
            policy=policy,
            language=options.language,
            wording=wording.table(),
            say=partial(wording.say, options.language),
            **wording.helpers(options.language),
            **assets,
        )
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
