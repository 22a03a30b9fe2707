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
        ("關鍵字/Keywords: 出口 / exports, tariffs", ["1 keyword in the source, 2 in the target"]),
        ("關鍵字/Keywords: 出口、關稅", []),
        ("日期/Date: 2024年5月2日,更新:2024年5月5日 / May 2, 2024, updated May 5, 2024", []),
        ("日期/Date: 2024年5月2日至4日 / May 2-4, 2024", []),
        ("日期/Date: 2024年5-6月 / May/June 2024", []),
        ("日期/Date: 2023年12月30日至2024年1月2日 / Dec. 30 to Jan. 2, 2024", []),
        ("日期/Date: May 2, 2024 (accessed June 1, 2024)", []),
        ("日期/Date: 2024年5月2日 / May 2, 2024 (accessed June 1, 2024)", []),
        (
            "日期/Date: 2024年5月2日至4日 / May 2-5, 2024",
            ["the day of the date differs: 4日 and May 2-5, 2024"],
        ),
        (
            "日期/Date: 2024年5月2日,更新:2024年5月5日 / May 2, 2024, updated May 2, 2024",
            ["the day of the date differs: 2024年5月5日 and May 2, 2024"],
        ),
        (
            "日期/Date: 民國 114 年 7 月 28 日 (07/18/2025)",
            ["the day of the date differs: 民國 114 年 7 月 28 日 and 07/18/2025"],
        ),
        (
            "日期/Date: 民國 114 年 7 月 28 日(週一) (07/18/2025)",
            ["the day of the date differs: 民國 114 年 7 月 28 日 and 07/18/2025"],
        ),
        ("關鍵字/Keywords: 俄羅斯、和平進程、共和黨 / Russia, peace process, Republican Party", []),
        ("關鍵字/Keywords: 共和黨 / Republican Party", []),
        ("關鍵字/Keywords: 出口和關稅 / exports and tariffs", []),
        ("關鍵字/Keywords: 人工智慧、晶片 / AI/ML, chips", []),
        ("關鍵字/Keywords: 出口、關稅、戰爭與和平 / exports, tariffs, war and peace", []),
        (
            "關鍵字/Keywords: 出口、糧食安全 / exports, energy security",
            ["a keyword differs: 糧食安全 and energy security"],
        ),
        ("關鍵字/Keywords: 出口、经济安全 / exports, economic security", []),
        ("關鍵字/Keywords: 出口、網路政策 / exports, cyber policy", []),
        ("關鍵字/Keywords: 能源安全、糧食安全 / food security, energy security", []),
        ("關鍵字/Keywords: 出口、普丁 / exports, Putin", []),
        (
            "作者/Author(s): 英格麗・索爾海姆（Ingrid Solheim） / Ingrid Solberg",
            ["a name differs: Solheim and Solberg"],
        ),
        ("作者/Author(s): 索爾海姆（I. Solheim） / Ingrid Solheim", []),
        ("作者/Author(s): 索爾海姆博士（Dr. Solheim） / Prof. Solheim", []),
        ("作者/Author(s): 王小明（CSIS） / Wang (Center for Strategic and International Studies)", []),
        ("來源/Source: 《外交事務》（Foreign Affairs, Sept.） / Foreign Affairs, September", []),
        ("來源/Source: 華爾街日報（WSJ） / Wall Street Journal", []),
        ("作者/Author(s): 王和平 / Wang He-ping", []),
        ("作者/Author(s): 甲、乙、丙 / Adam, Ben and Carl", []),
    ],
)
def test_header(header, messages):
    assert [finding.message for finding in check(header)] == messages
