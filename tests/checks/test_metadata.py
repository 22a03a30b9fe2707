"""Header fields, through the reader, since fields are what it makes of lines."""

import pytest

from align.checks import Context
from align.checks.metadata import check_metadata
from align.read import parse_brief
from align.types import File, Finding

BODY = "\n\n出口下降\n• 出口下降了。\n\nExports\n• Exports fell.\n"


def check(header: str) -> list[Finding]:
    document = parse_brief(File("brief.txt", header + BODY))
    return [result for result in check_metadata((), Context(document, None)) if isinstance(result, Finding)]


@pytest.mark.parametrize(
    ("header", "messages"),
    [
        ("日期/Date: 2024 年 5 月 2 日 (05/02/2024)", []),
        ("日期/Date: 民國 113 年 5 月 2 日 (05/02/2024)", []),
        (
            "日期/Date: 民國 113 年 5 月 2 日 (05/12/2024)",
            ["the day of the date differs: 民國 113 年 5 月 2 日 and 05/12/2024"],
        ),
        ("日期/Date: 05/27/2025", []),
        ("作者/Author(s): 王小明 (Wang Hsiao-ming) / Wang Hsiao-ming", []),
        ("關鍵字/Keywords: 出口、關稅 / exports, tariffs", []),
        ("關鍵字/Keywords: 出口、關稅 / exports", ["2 keywords in the source, 1 in the target"]),
        ("關鍵字/Keywords: 出口、關稅", []),
    ],
)
def test_header(header, messages):
    assert [finding.message for finding in check(header)] == messages
