"""Characters decoded wrongly."""

import pytest

from align.checks.garbled import check_encoding


@pytest.mark.parametrize(
    ("english", "found"),
    [
        ("the cafÃ© of Paris", [("Ã©", "é")]),
        ("Chinaâ€™s exports", [("â€™", "’")]),
        ("the ç¬¬ä¸€ quarter", [("ç¬¬ä¸€", "第一")]),
        ("exports \ufffd\ufffd fell", [("\ufffd\ufffd", "")]),
        ("exports 锟斤拷 fell", [("锟斤拷", "")]),
        ("naïve café, São Paulo, “Übung”, 5 °C ± 1", []),
        ("«Élysée» Ångström—fine…", []),
    ],
)
def test_garbled(run, english, found):
    findings = run(check_encoding, ("出口", english))
    assert [(f.target[0].text, f.suggestion) for f in findings] == found


def test_what_the_source_has_is_quoted(run):
    assert run(check_encoding, ("亂碼「Ã©」", "the garbled Ã©")) == []
