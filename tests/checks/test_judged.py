"""What the learnt judge finds inside pairs: by cases, which do not measure how often it is right."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from align import judge as judges
from align.checks import Context
from align.checks.coverage import check_addition, check_omission
from align.checks.judged import (
    _is_counted,
    _is_name,
    _is_named,
    _is_near,
    _is_spare,
    _is_spelt_out,
    _longest_clause,
    check_mistranslation,
)
from align.encode import load
from align.knowledge import termbase
from align.states import Likeness, Word
from align.types import BlockKind, Finding, Pair, Sensitivity, Severity, Span
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


@pytest.mark.parametrize(
    ("chinese", "is_name"), [("米爾濟約耶夫", True), ("以免最後只剩", False), ("暫停施打", False)]
)
def test_a_name_is_the_business_of_another_rule(chinese, is_name):
    assert _is_name(chinese) == is_name


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


@pytest.mark.parametrize(("group", "is_spare"), [(1, True), (2, False)])
def test_what_a_pair_of_the_same_bullet_has_too_much_may_be_what_is_missing(group, is_spare):
    pairs = [
        replace(make_pair(SHIFTED[0], "The two sides signed the agreement.", number=0), group=1),
        replace(make_pair("觀察家對此表示歡迎。", SHIFTED[1], number=1), group=group),
    ]
    context = judged(pairs)
    lost, added = after_comma(pairs[0].source[0]), whole(pairs[1].target[0])
    assert _is_spare(lost, pairs[0], pairs[1:], context, of_source=True) is is_spare
    assert _is_spare(added, pairs[1], pairs[:1], context, of_source=False) is is_spare
    found = [one for check in (check_omission, check_addition) for one in check(pairs, context)]
    assert any(isinstance(one, Finding) for one in found) is not is_spare


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


@pytest.mark.parametrize(
    ("source", "told", "without"),
    [
        (
            "中央補助建廠成本的五成，地方政府再加碼兩成至兩成五。",
            "New Delhi covers half the cost; the states chip in another 20 to 25 percent.",
            "New Delhi covers half the cost of building a plant.",
        ),
        (
            "第一期經費已核定 97%，實際撥付卻不到四分之一。",
            "Of the funds 97 percent is committed, and less than 25 percent has been disbursed.",
            "Of the funds 97 percent is committed.",
        ),
        (
            "第一期經費已經核定，实际拨付不到四分之一。",
            "The funds are committed, but less than a quarter has been disbursed.",
            "The funds are committed, but a third has not been disbursed.",
        ),
    ],
)
def test_figures_that_the_other_side_has_are_not_lost(reader, source, told, without):
    for english, is_told in ((told, True), (without, False)):
        pair = make_pair(source, english)
        stretch = pair.source[0].place.part(*after_comma(pair.source[0]).span)
        assert _is_counted(stretch, pair, [pair], reader.context([pair]), of_source=True) is is_told


def test_an_abbreviation_may_be_spelt_out():
    pair = make_pair(
        "戰機計畫（GCAP）獲撥款。", "Money is set aside for the Global Combat Air Program (GCAP)."
    )
    assert _is_spelt_out("set aside for the Global Combat Air", pair)
    assert not _is_spelt_out("set aside by the Ministry of Finance", pair)


def test_a_clause_may_have_moved_without_the_rest_of_a_stretch():
    pairs = [
        make_pair("雙方簽署備忘錄，價格懸而未決。", "The two sides signed.", number=0),
        make_pair("公司可以觀望。", "The price was left undecided, and the company can wait.", number=1),
    ]
    text = "備忘錄，價格懸而未決"
    start = pairs[0].source[0].text.index(text)
    clause = _longest_clause(Word(pairs[0].source[0], Span(start, start + len(text))))
    assert clause.segment.text[slice(*clause.span)] == "價格懸而未決"
    context = judged(pairs)
    assert _is_near(clause, pairs[0], pairs[1:], context, of_source=True, is_part=True)
    assert not _is_near(clause, pairs[1], pairs[:1], context, of_source=True, is_part=True)


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


def after_comma(segment):
    return Word(segment, Span(segment.text.index("，") + 1, len(segment.text)))


def whole(segment):
    return Word(segment, Span(0, len(segment.text)))


def judged(pairs):
    """Return the context of some pairs with what the judge says of them."""
    sides = [one for pair in pairs for one in pair.source], [one for pair in pairs for one in pair.target]
    segments = [*sides[0], *sides[1]]
    judge = judges.load(load())
    encoded = judge.encode([one.text for one in segments])
    rows = {one: row for row, one in enumerate(segments)}
    means = [np.asarray(mean, np.float32) for mean in load().usual]
    likeness = Likeness(sides, encoded.tokens, means)
    judgements = judge.judge(pairs, rows, encoded)
    return Context(make_document(pairs), termbase.load(), likeness, judgements=judgements)


def test_the_example_of_the_rule_holds_at_high(reader):
    examples = re.findall(r"^(?:Bad|Good): (.+?) / (.+)$", check_mistranslation.rule.help, re.MULTILINE)
    bad, good = reader(check_mistranslation, examples, Sensitivity.HIGH)
    assert [finding.severity for finding in bad] == [Severity.MINOR]
    assert good == []


def test_a_name_that_rules_see_in_the_translation_is_not_lost(reader):
    """However doubtful the model finds its words."""
    pair = make_pair("總參謀部情報總局(格魯烏)淵源深厚。", "Its ties with the GRU run deep.")
    assert _is_named("總參謀部情報總局", pair, reader.context([pair]), of_source=True)
    assert not _is_named("淵源深厚", pair, reader.context([pair]), of_source=True)


@pytest.mark.parametrize(
    ("source", "target", "stretch", "of_source", "is_named"),
    [
        (
            "多數船隻改走好望角",
            "Most ships sail around the Cape of Good Hope",
            "the Cape of Good Hope",
            False,
            True,
        ),
        (
            "多數船隻改走好望角",
            "Most ships sail around the Cape of Good Hope",
            "Most ships sail",
            False,
            False,
        ),
        # What is said of a name is not rendered by the name.
        (
            "華盛頓尚未表態",
            "Washington has yet to comment and has promised the company more money than ever before",
            "Washington and has promised the company more money than ever before",
            False,
            False,
        ),
        (
            "首相昨日赴會",
            "He spoke in the House of Commons",
            "在下院當眾撕毀條約並宣布提前解散國會",
            True,
            False,
        ),
        # A short name tells which house only in its context.
        ("首相在下院宣布改革", "He told the House of Commons of his reforms", "在下院宣布", True, True),
        ("首相在下院宣布改革", "He told the country of his reforms", "在下院宣布", True, False),
        ("他訪問東京,並會見日本首相", "He visited Tokyo", "會見日本首相", True, False),
    ],
)
def test_a_name_on_the_other_side_answers_to_a_stretch(reader, source, target, stretch, of_source, is_named):
    pair = make_pair(source, target)
    assert _is_named(stretch, pair, reader.context([pair]), of_source=of_source) == is_named
