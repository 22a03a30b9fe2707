"""What the learnt judge finds inside pairs: by cases, which do not measure how often it is right."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from align import judge as judges
from align.checks import Context
from align.checks.coverage import check_addition, check_omission
from align.checks.judged import check_mistranslation
from align.encode import load
from align.knowledge import termbase
from align.types import BlockKind, Finding, Pair, Sensitivity, Severity
from tests.checks.conftest import judged
from tests.conftest import make_document, make_pair

SOUND = [
    ("國防部長週五訪問東京,並會見日本首相。",
     "The defence minister visited Tokyo on Friday and met the Japanese prime minister."),
    ("央行週三宣布降息一碼,以刺激疲弱的內需。",
     "The central bank announced a quarter-point rate cut on Wednesday to boost weak domestic demand."),
    # What Chinese prose has for rhythm is nothing that is missing.
    ("警方對此案進行了調查。", "The police investigated the case."),
    ("發言人表示,雙方將就此開展合作。", "The spokesman said both sides would cooperate on this."),
    ("研究人員在實驗室培育出耐旱的小麥品種。",
     "Researchers bred a drought-resistant variety of wheat in the laboratory."),
]  # fmt: skip
LOSSY = [
    ("國防部長週五訪問東京,並會見日本首相。", "The defence minister visited Tokyo on Friday.",
     "會見日本首相"),
    ("儘管國際社會多次呼籲,軍政府仍拒絕釋放被捕的記者,並威脅關閉更多媒體。",
     "Despite repeated international appeals, the junta still refuses to release the arrested journalists.",
     "威脅關閉更多媒體"),
]  # fmt: skip
# A sentence of which the second half stands in the next pair of the translation.
SHIFTED = (
    "雙方簽署了協議，並同意明年在日內瓦設立常設秘書處，由各國輪流派員主持。",
    "They also agreed to set up a permanent secretariat in Geneva next year, to be led by each country in "
    "turn. Observers welcomed the move.",
)
NEXT = "He met the Japanese prime minister, and they discussed security."
# What has nothing to do with it, and is added to the next pair.
UNRELATED = (
    "Observers welcomed the move. The text had been haggled over behind closed doors in Vienna for two years "
    "by senior officials of six countries.",
    "Observers welcomed the move. Critics had said that the states were divided over money and that the deal "
    "might fail in parliament in the autumn.",
)
# A short form renders a long one, however unlike the model finds them.
ABBREVIATED = [
    (
        "央行週三公布，上季國內生產毛額年增百分之三。",
        "The central bank said on Wednesday that GDP was up 3 percent last quarter.",
    ),
    ("這座液化天然氣接收站將於明年啟用。", "The LNG terminal will open next year."),
    ("首次公開發行募得三億美元。", "The IPO raised $300 million."),
]
# One clause that is clearly missing, and a phrase that perhaps is.
LESS_SURE = [
    LOSSY[0][:2],
    ("公司在年報中坦承虧損擴大。", "The company admitted that its losses had grown."),
]
ADDING = [
    ("央行週三宣布降息一碼。",
     "The central bank announced a quarter-point rate cut on Wednesday, and several large insurers have "
     "already withdrawn from the market.", "insurers"),
]  # fmt: skip


class Reader:
    """Judges a table of Chinese and English texts as one list of pairs."""

    def __init__(self):
        self._encoder = load()
        self._judge = judges.load(self._encoder)
        self._terms = termbase.load()

    def context(self, pairs: list[Pair], sensitivity: Sensitivity = Sensitivity.NORMAL) -> Context:
        document = make_document(pairs)
        segments = [one for pair in pairs for one in (*pair.source, *pair.target)]
        encoded = self._judge.encode([one.text for one in segments])
        rows = {one: row for row, one in enumerate(segments)}
        judgements = self._judge.judge(pairs, rows, encoded)
        return Context(document, self._terms, judgements=judgements, sensitivity=sensitivity)

    def __call__(self, check, rows, sensitivity=Sensitivity.NORMAL, *, kind=BlockKind.PARAGRAPH):
        """Return for each row what a check finds."""
        pairs = [of_kind(make_pair(*row[:2], number=n), kind) for n, row in enumerate(rows)]
        found = [[] for _ in rows]
        for one in check(pairs, self.context(pairs, sensitivity)):
            if isinstance(one, Finding):
                found[int(one.pair.id)].append(one)
        return found


TOLD_OTHERWISE = (
    (
        "三星約有四成的產能位於中國,目前仰賴美方核發的「經驗證最終使用者」授權。",
        'About 40 percent of the capacity of Samsung is in China and depends on US "validated end-user" '
        "authorizations.",
    ),
    (
        "蘇丹今年在國際法院控告阿聯違反《防止及懲治滅絕種族罪公約》。",
        "This year Sudan accused the UAE before the International Court of Justice of violating the Genocide "
        "Convention.",
    ),
)


def of_kind(pair, kind):
    sides = (tuple(replace(one, kind=kind) for one in side) for side in (pair.source, pair.target))
    source, target = sides
    return replace(pair, source=source, target=target)


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize("check", [check_omission, check_addition, check_mistranslation])
def test_sound_translations_are_let_be(reader, check):
    assert reader(check, SOUND) == [[]] * len(SOUND)


def test_what_is_left_out_is_found_with_a_place_for_it(reader):
    found = reader(check_omission, LOSSY, Sensitivity.HIGH)
    for (chinese, english, lost), (finding,) in zip(LOSSY, found, strict=True):
        assert finding.category == "accuracy/omission"
        assert lost in chinese
        assert [place.text for place in finding.source] == [lost]
        (gap,) = finding.target
        assert gap.span.start == gap.span.end <= len(english)


def test_what_is_added_is_found(reader):
    ((finding,),) = reader(check_addition, ADDING)
    assert ADDING[0][2] in finding.target[0].text
    (gap,) = finding.source
    assert gap.span.start == gap.span.end


def test_less_sensitive_is_a_part_of_more_sensitive(reader):
    rows = [*SOUND, *(row[:2] for row in (*LOSSY, *ADDING))]
    counts = []
    for check in (check_omission, check_mistranslation):
        found = [reader(check, rows, one) for one in (Sensitivity.LOW, Sensitivity.NORMAL, Sensitivity.HIGH)]
        named = [{finding.pair.id for row in level for finding in row} for level in found]
        assert named[0] <= named[1] <= named[2]
        counts.append(len(named[2]))
    assert any(counts)


def test_what_is_less_sure_is_told_with_less_certainty(reader):
    found = [one for row in reader(check_omission, LESS_SURE, Sensitivity.HIGH) for one in row]
    assert {one.severity for one in found} == {Severity.MAJOR, Severity.MINOR}
    for one in found:
        perhaps = "perhaps " if one.severity is Severity.MINOR else ""
        assert one.message.startswith(f"{perhaps}not translated: ")


def test_headings_are_not_judged(reader):
    assert reader(check_omission, LOSSY, kind=BlockKind.HEADING) == [[]] * len(LOSSY)


def test_without_a_judge_there_are_only_whole_segments(terms):
    pairs = [make_pair(*row[:2], number=n) for n, row in enumerate(LOSSY)]
    context = Context(make_document(pairs), terms)
    for check in (check_omission, check_addition, check_mistranslation):
        assert not [one for one in check(pairs, context) if isinstance(one, Finding)]


@pytest.mark.parametrize(("check", "rows"), [(check_omission, LOSSY), (check_addition, ADDING)])
def test_places_begin_and_end_with_words(reader, check, rows):
    texts = [
        place.text for found in reader(check, rows, Sensitivity.HIGH) for one in found for place in one.places
    ]
    assert len([text for text in texts if text]) >= len(rows)
    for text in filter(None, texts):
        assert text[0].isalnum()
        assert text[-1].isalnum()


def test_what_stands_in_the_next_pair_is_not_lost(reader):
    """A sentence whose clauses the translation shares out among two pairs of one group."""
    pairs = [
        replace(make_pair(*LOSSY[0][:2], number=0), group=1),
        replace(make_pair("雙方討論了安全問題。", NEXT, number=1), group=1),
    ]
    assert not [one for one in check_omission(pairs, judged(pairs)) if isinstance(one, Finding)]


@pytest.mark.parametrize("addition", UNRELATED)
@pytest.mark.parametrize("row", [(SHIFTED[0], "The two sides signed the agreement."), LOSSY[0][:2]])
def test_what_a_neighbour_adds_of_its_own_is_not_what_is_missing(row, addition):
    pairs = [
        replace(make_pair(*row, number=0), group=1),
        replace(make_pair("觀察家對此表示歡迎。", addition, number=1), group=1),
    ]
    context = judged(pairs)
    for check, number in ((check_omission, 0), (check_addition, 1)):
        (finding,) = (one for one in check(pairs, context) if isinstance(one, Finding))
        assert finding.pair is pairs[number]


@pytest.mark.parametrize("row", TOLD_OTHERWISE)
def test_quotes_titles_and_dates_are_not_lost(reader, row):
    assert reader(check_omission, [row], Sensitivity.HIGH) == [[]]


def test_a_term_in_the_translation_renders_it(reader):
    assert reader(check_omission, ABBREVIATED, Sensitivity.HIGH) == [[]] * len(ABBREVIATED)


@pytest.mark.parametrize("group", [1, 2])
def test_a_term_in_the_next_pair_renders_nothing_of_this(group):
    """Though both speak of missiles and drones."""
    pairs = [
        replace(
            make_pair(
                "總理走訪災區，並下令增加國防預算、擴充彈道飛彈與無人機生產線。",
                "The premier toured the disaster area.",
                number=0,
            ),
            group=1,
        ),
        replace(
            make_pair(
                "在野黨抨擊國防預算與彈道飛彈計畫，要求少買無人機。",
                "The opposition attacked the defence budget and the ballistic missile programme and wants "
                "fewer drones to be bought.",
                number=1,
            ),
            group=group,
        ),
    ]
    (finding,) = (one for one in check_omission(pairs, judged(pairs)) if isinstance(one, Finding))
    assert "彈道飛彈" in finding.source[0].text


def test_the_example_of_the_rule_holds_at_high(reader):
    examples = re.findall(r"^(?:Bad|Good): (.+?) / (.+)$", check_mistranslation.rule.help, re.MULTILINE)
    bad, good = reader(check_mistranslation, examples, Sensitivity.HIGH)
    assert [finding.severity for finding in bad] == [Severity.MINOR]
    assert good == []
