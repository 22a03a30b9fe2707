"""Keywords compared by meaning."""

import pytest

from align.checks.keywords import find_difference


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        ("貿易、糧食安全", "trade, energy security", (1, "粮食", "energy")),
        ("貿易、出口管制", "trade, import controls", (1, "出口", "import")),
        ("貿易、经济安全", "trade, economic security", None),
        ("貿易、國際秩序", "trade, world order", None),
        ("貿易、穀物協議", "trade, grain deal", None),
        ("貿易、情報體系", "trade, spy agencies", None),
        ("貿易、價格上限", "trade, price cap", None),
        ("貿易、原产地规则", "trade, rules of origin", None),
        ("貿易、一帶一路", "trade, Belt and Road", None),
        ("貿易、人工智慧法", "trade, AI Act", None),
        ("糧食安全、能源安全", "energy security, food security", None),
        ("糧食安全、出口管制", "energy security, import controls", None),
        ("糧食安全", "energy security", None),
        ("糧食安全、貿易", "energy security", None),
    ],
)
def test_find_difference(chinese, english, expected):
    assert find_difference(chinese.split("、"), english.split(", ")) == expected
