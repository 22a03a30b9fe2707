"""Text left in the source language or in a third one."""

import pytest

from align.checks.untranslated import check_untranslated


@pytest.mark.parametrize(
    ("chinese", "english", "left"),
    [
        ("啟動快速恢復機制", "triggered the 快速恢復 mechanism", ["快速恢復"]),
        ("对七种中重稀土实施管理", "on seven 中重稀土 elements", ["中重稀土"]),
        ("大基金三期", 'the third phase of the "Big Fund" 大基金', ["大基金"]),
        ("大基金三期", "the third phase of the Big Fund (大基金)", []),
        ("大基金三期", "the third phase of the 「大基金」", []),
        ("大基金三期", "the third phase of the Big Fund", []),
        ("大基金三期", "the ‘大基金’ of this year", []),
        ("大基金三期", "He’s for the 大基金 of China’s", ["大基金"]),
        ("大基金三期", 'a 12" wafer for the 大基金', ["大基金"]),
        ("大基金三期", 'a "12" wafer" for the 大基金', ["大基金"]),
        ("大基金三期", 'the "Big 5" 大基金', ["大基金"]),
        ("大基金三期", "1) good :) the Big Fund (大基金)", []),
        ("包括散養的寵物貓", "(including free-range pet 貓)", ["貓"]),
        ("快速恢復機制", "the snapback mechanism (in Chinese, 快速恢復機制)", []),
        ("國安部", "the MSS (or Guoanbu 國安部)", []),
        ("以U型潛艇為主", "dominated by U 型潛艇, it", ["型潛艇"]),
        ("出口下降。進口持平。", "Exports 下降。進口持平。", ["下降。進口持平"]),
        (
            "據統計，2024 年出口下降，進口則持平。",
            "據統計，2024 年出口下降，進口則持平。",
            ["據統計，2024 年出口下降，進口則持平。"],
        ),
        ("兩岸關係與一國兩制", "cross-strait ties (兩岸關係) and 一國兩制", ["一國兩制"]),
    ],
)
def test_chinese_left_in_english(run, chinese, english, left):
    findings = run(check_untranslated, (chinese, english))
    assert [finding.target[0].text for finding in findings] == left


@pytest.mark.parametrize(
    ("english", "chinese", "count"),
    [
        ("Exports fell sharply last year.", "Exports fell sharply last year.", 1),
        ("Exports fell sharply last year.", "去年出口驟降。", 0),
        ("NVIDIA H100 GPU", "NVIDIA H100 GPU", 0),
        ("The CPTPP grew.", "CPTPP擴大。", 0),
        ("Foreign Affairs, March/April 2024", "Foreign Affairs, March/April 2024", 0),
        ("See https://example.org/exports", "See https://example.org/exports", 0),
        ("triggered the snapback mechanism", "觸發 snapback mechanism 之後", 1),
        ("triggered the snapback", "觸發快速恢復(snapback)", 0),
        ("triggered the snapback", "觸發「snapback」", 0),
        ("triggered the mechanism", "觸發 mechanism（機制）", 0),
        ("signed the agreement", "簽署 agreement", 1),
        ("signed the agreement", "簽署agreement後", 1),
        ("the 5G network is theirs", "5G網路屬於他們", 0),
        ("uses iPhone and app data", "使用 iPhone 與 app 資料", 0),
        ("sells the chip at example.com/chips", "在 example.com/chips 販售", 0),
        ("trained with Stable Diffusion", "以 Stable Diffusion 訓練", 0),
        ("the account @policy says", "帳號 @policy 表示", 0),
        ("Foreign Policy, March 2024", "Foreign Affairs, March/April 2024", 1),
    ],
)
def test_english_left_in_chinese(run, english, chinese, count):
    assert len(run(check_untranslated, (english, chinese), reverse=True)) == count


@pytest.mark.parametrize(
    ("source", "target", "left"),
    [
        ("瓦格納的部隊", "the troops of Вагнер in Mali", ["Вагнер"]),
        ("瓦格納的部隊", "the troops of Wagner (Вагнер) in Mali", []),
        ("Вагнер 的部隊", "the troops of Вагнер in Mali", []),
        ("三星的晶片", "the chips of 삼성 전자 today", ["삼성 전자"]),
        ("α 粒子與 β 粒子", "the αβ T cells, 3 μm, Δt", []),
        ("民主", "the δημοκρατία of old", ["δημοκρατία"]),
        ("真主黨", "the party حزب الله said", ["حزب الله"]),
    ],
)
def test_other_scripts(run, source, target, left):
    findings = run(check_untranslated, (source, target))
    assert [finding.target[0].text for finding in findings] == left


def test_other_scripts_in_chinese(run):
    (finding,) = run(check_untranslated, ("the car maker Toyota", "車廠トヨタ表示"), reverse=True)
    assert finding.message == "kana left in the translation: トヨタ"
    assert run(check_untranslated, ("the car maker Toyota", "車廠豐田（トヨタ）表示"), reverse=True) == []
    assert run(check_untranslated, ("Colourful life", "繽紛の生活"), reverse=True) == []


def test_a_long_segment_takes_no_longer_a_word(run):
    assert len(run(check_untranslated, ("文", "word 字 " * 30000))) == 30000
