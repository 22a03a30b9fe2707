"""The alignment on its own, as text and as XML."""

from xml.etree import ElementTree as ET

from align.report.alignment import render
from tests.conftest import make_document, make_pair


def show(name: str, source: str, target: str) -> str:
    pairs = [make_pair(source, target)]
    return render(name, make_document(pairs), pairs)


def test_table_names_its_columns():
    assert show("table", "出口下降", "Exports fell").splitlines() == [
        "    id  n-m   sim  conf  source, and target below it",
        "     0  1-1     -     -  出口下降",
        "                         Exports fell",
    ]


def test_table_shows_control_characters():
    table = show("table", "出口\x1b[31m下降", "Exports \u202efell")
    assert "\x1b" not in table
    assert "<U+001B>[31m下降" in table
    assert "<U+202E>fell" in table


def test_tmx_leaves_out_what_xml_forbids():
    tmx = show("tmx", "出口\ufffe下降\ud800", "Exports\uffff fell\x01 & rose")
    segments = [element.text for element in ET.fromstring(tmx).iter("seg")]  # noqa: S314
    assert segments == ["出口下降", "Exports fell & rose"]
