"""JUnit's XML, which every CI system draws: a suite for each brief, a test for each rule.

A rule fails where it has a finding that makes the run fail, so that what is red here is what the exit code
says; lesser findings are the output of a test that passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from align.report.base import Options
from align.report.places import address, from_root
from align.report.prose import excerpt, one_line
from align.report.summary import describe, others, primary
from align.types import Checked, Document, Finding, Place, Result, Severity, Unread

# Beyond what `one_line` shows, characters that XML 1.0 cannot hold.
_NO_XML = re.compile("[\ufffe\uffff]")


def render(result: Result, options: Options) -> str:
    """Render the whole result as one document."""
    root = ET.Element("testsuites", name="align")
    for index, checked in enumerate(result.checked):
        fail_on = options.fail_on[index] if index < len(options.fail_on) else Severity.MAJOR
        root.append(_suite(checked, result, fail_on, options))
    root.extend(_unread(one, options) for one in result.unread)
    if result.crashed:
        root.append(_crashes(result.crashed))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(checked: Checked, result: Result, fail_on: Severity | None, options: Options) -> ET.Element:
    files = dict.fromkeys(address(file, checked.document, options).path for file in checked.document.files)
    name = _text(" ".join(files))
    found: dict[str, list[Finding]] = {rule.id: [] for rule in result.rules}
    for finding in checked.findings:
        found.setdefault(finding.rule, []).append(finding)
    suite = ET.Element("testsuite", name=name, tests=str(len(found)), failures="0", errors="0")
    for rule, findings in found.items():
        case = ET.SubElement(suite, "testcase", name=_text(rule), classname=name)
        failing = [one for one in findings if fail_on is not None and one.severity >= fail_on]
        _tell(case, "failure", failing, checked.document, options)
        _tell(case, "system-out", [one for one in findings if one not in failing], checked.document, options)
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    return suite


def _tell(
    case: ET.Element, tag: str, findings: Sequence[Finding], document: Document, options: Options
) -> None:
    """Add an element that tells about the findings, if there are any."""
    if not findings:
        return
    element = ET.SubElement(case, tag)
    element.text = "\n\n".join("\n".join(_lines(finding, document, options)) for finding in findings)
    if tag == "failure":
        worst = max(findings, key=lambda finding: finding.severity)
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        element.set("message", _text(f"{worst.message}{more}"))
        element.set("type", worst.severity.label)


def _lines(finding: Finding, document: Document, options: Options) -> Iterator[str]:
    where = _where(primary(finding), document, options)
    yield _text(f"{where}: {finding.severity.label}: {describe(finding)}")
    for place in (primary(finding), *others(finding)):
        if place.text:
            yield "  " + _text(f"{_where(place, document, options)}: {excerpt(place.text)}")
    if finding.suggestion:
        yield "  " + _text(f"suggestion: {finding.suggestion}")


def _where(place: Place, document: Document, options: Options) -> str:
    return address(place.file, document, options).locate(place)


def _unread(unread: Unread, options: Options) -> ET.Element:
    name = _text(from_root(unread.path, options))
    suite = ET.Element("testsuite", name=name, tests="1", failures="0", errors="1")
    case = ET.SubElement(suite, "testcase", name="read", classname=name)
    ET.SubElement(case, "error", message=_text(f"not checked: {unread.reason}"), type="unread")
    return suite


def _crashes(crashed: Sequence[str]) -> ET.Element:
    count = str(len(crashed))
    suite = ET.Element("testsuite", name="align", tests=count, failures="0", errors=count)
    for text in crashed:
        case = ET.SubElement(suite, "testcase", name=_text(text.partition(":")[0]), classname="align")
        ET.SubElement(case, "error", message=_text(f"rule failed: {text}"), type="crash")
    return suite


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", one_line(text))
