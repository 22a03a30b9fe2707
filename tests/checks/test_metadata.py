"""Header fields, through the reader, since fields are what it makes of lines."""

import pytest

from align.checks import Context
from align.checks.metadata import check_metadata
from align.read import parse_brief
from align.types import File, Finding, Severity

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
        ("來源/Source: 《海事風險季刊》（Maritime Risk Monthly）", ["季刊 and Monthly differ"]),
        ("來源/Source: 亞洲日報（Asia Weekly）", ["日報 and Weekly differ"]),
        ("來源/Source: 《能源年鑑》（Energy Quarterly）", ["年鑑 and Quarterly differ"]),
        (
            "來源/Source: 國際問題研究所 / Foundation for International Affairs",
            ["研究所 and Foundation differ"],
        ),
        ("來源/Source: 華盛頓郵報（The Washington Times）", ["郵報 and Times differ"]),
        ("來源/Source: 《非洲安全評論》（Asian Security Review）", ["非洲 and Asian differ"]),
        ("來源/Source: 《氣候政策》第12期 / Climate Policy, No. 21", ["a number differs: 12 and 21"]),
        ("來源/Source: 《氣候政策》第12期 / Climate Policy, No. 12", []),
        ("來源/Source: 《氣候政策學報》 / Trade Policy Journal", ["氣候 and Trade differ"]),
        (
            "作者/Author(s): 王小明（北京大學） / Wang Xiaoming (Beijing Foundation)",
            ["大學 and Foundation differ"],
        ),
        (
            "關鍵字/Keywords: 出口、印度、半導體 / exports, Pakistan, semiconductors",
            ["印度 and Pakistan differ"],
        ),
        ("關鍵字/Keywords: 稀土、緬甸、供應鏈 / rare earths, Myanmar, energy", ["供應鏈 and energy differ"]),
        ("關鍵字/Keywords: 制裁、航運 / tariffs, shipping", ["制裁 and tariffs differ"]),
        (
            "作者/Author(s): 陳嘉琳（Karen Tan）、馬修（Matthew Ellis） / Matthew Ellis and Karen Tan",
            ["the authors stand in another order"],
        ),
        ("作者/Author(s): 陳嘉琳（Karen Tan）、馬修（Matthew Ellis） / Karen Tan and Matthew Ellis", []),
        ("作者/Author(s): 王小明 (Wang Hsiao-ming) / Hsiao-ming Wang", []),
        ("作者/Author(s): 王小明 (Wang Hsiao Ming) / Hsiao Ming Wang", []),
        ("來源/Source: 《外交事務》（Foreign Affairs）", []),
        ("來源/Source: 南華早報（South China Morning Post）", []),
        ("來源/Source: 《經濟學人》週刊（The Economist）", []),
        ("來源/Source: 布魯金斯研究所（Brookings Institution）", []),
        ("來源/Source: 卡內基國際和平基金會（Carnegie Endowment for International Peace）", []),
        ("來源/Source: 外交關係協會（Council on Foreign Relations）", []),
        ("來源/Source: 德國馬歇爾基金會（German Marshall Fund）", []),
        ("來源/Source: 國際先驅論壇報（International Herald Tribune）", []),
        ("來源/Source: 環球郵報（The Globe and Mail）", []),
        ("來源/Source: 《國家利益》雙月刊（The National Interest）", []),
        ("來源/Source: 史丹佛大學胡佛研究所（Hoover Institution, Stanford University）", []),
        (
            "關鍵字/Keywords: 海纜、灰色地帶、通訊韌性 / subsea cables, gray zone, communications resilience",
            [],
        ),
        ("關鍵字/Keywords: 關稅、航運、台積電 / duties, maritime trade, TSMC", []),
    ],
)
def test_header(header, messages):
    assert [finding.message for finding in check(header)] == messages


@pytest.mark.parametrize(
    ("header", "severity"),
    [
        ("作者/Author(s): 陳嘉琳（Karen Tan）、馬修（Matthew Ellis） / Karen Tan", Severity.MAJOR),
        ("關鍵字/Keywords: 出口、印度 / exports", Severity.MINOR),
    ],
)
def test_who_wrote_it_is_graver_than_what_it_is_found_by(header, severity):
    assert [finding.severity for finding in check(header)] == [severity]
