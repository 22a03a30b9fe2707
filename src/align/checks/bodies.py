"""Bodies of no list, told apart by their sort: a bank rendered as a university of the same name.

Only the word for the sort is compared, and only where the rest of the name stands on both sides, so that the
two names are surely one body's. A generic rendering (某某銀行 as "the bank") is let pass, and so is any other
word of a family: a 局 may be a bureau, an agency, an office or an administration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks.base import Context
from align.checks.latin_names import find_capitals
from align.checks.unlisted import ChineseText
from align.knowledge.concepts import ConceptType
from align.text import LATIN_RUN, to_simplified
from align.types import File, Finding, Pair, Segment, Severity, Span

# How sure we are: kinds of nothing in common, and bodies of a government.
_APART, _AKIN = 0.85, 0.6
# The share of the words of an English name that the Chinese one must have.
_MOST = 0.6
# How far before its last word a Chinese name may begin, and the most of a text that is read.
_REACH, _MOST_READ = 12, 5_000


class _Kind(NamedTuple):
    """A sort of body.

    Attributes:
        ends: How Simplified Chinese names of such bodies end.
        words: Words of English names of them, as a regular expression.
        chinese: What in Chinese may stand for such a body; it excuses.
        english: What in English may, besides `words` in lower case.
        akin: Other kinds whose words may do for it.
    """

    ends: str
    words: str
    chinese: str
    english: str
    akin: str = ""


_KINDS: dict[str, _Kind] = {
    "bank": _Kind(
        "银行", "Banks?|Bancorp|Banque|Banca|Banco", "银|[央商农建招分]行|金融", "lender|financ", "company"
    ),
    "university": _Kind(
        "大学|学院",
        "Universit(?:y|ies)|Colleges?|Polytechnic|Universidad|Université|Universität",
        "大学|学院|校|[清北复交浙台政]大|高教|学者|教授",
        "schools?|academ|institut|campus|alma mater|professor|scholar",
        "institute hospital",
    ),
    "institute": _Kind(
        "研究所|研究院|研究中心|科学院",
        "Institut(?:e|es|ion)|Research Cent(?:er|re)|Laborator(?:y|ies)|Academy",
        "研究|所|院|中心|智库|实验室|学会|学校",
        "research|cent(?:er|re)|think tank|labs?\\b|academ|foundation|council",
        "university association foundation hospital company commission",
    ),
    "party": _Kind(
        "(?<![政朋邻结乡同])党",
        "Party|Parties",
        "党|阵线|联盟|运动|派",
        "movement|front|alliance|union|league|bloc|coalition",
    ),
    "commission": _Kind(
        "委员会",
        "Commissions?|Committees?|Councils?",
        "委|理事会|董事会|议会|国会|参议院|众议院|会议|评议会|安理会|联席会|监会|政协|人大|理事",
        "boards?|panels?|authorit|watchdog|regulator|agenc|body|group|commissioner|council|caucus|congress|"
        "task force",
        "association court",
    ),
    "ministry": _Kind(
        "(?:外交|国防|财政|商务|内政|教育|卫生|能源|农业|司法|交通|经济|贸易|环境|劳动|劳工|文化|科技|工业|石油|矿业)部",
        "Ministr(?:y|ies)",
        "部(?![分队门落件位份族])|外长|防长|财长|当局|政府",
        "departments?|foreign office|treasury|secretar|government|officials|minister|defen[cs]e",
        "",
    ),
    "bureau": _Kind(
        "(?<![布当格结时大政药邮书饭战变赌破])局|(?<![签部])署",
        "Bureaus?|Administration|Directorate",
        "局|署|厅|处|司|办公室|办公厅|总部|政府|当局|行政|管理|管制|机构|中心",
        "agenc|offices?|departments?|services?|authorit|divisions?|police|directorat|headquarters|secretariat|branch",
        "",
    ),
    "court": _Kind(
        "法院|法庭", "Courts?|Tribunals?", "法院|法庭|院|庭|法官|判|审", "judge|judicia|justice|bench"
    ),
    "hospital": _Kind("医院", "Hospitals?|Clinics?|Infirmary", "医|诊|病", "medical|health|clinic|doctor"),
    "airport": _Kind("机场", "Airports?|Airfield", "机场|空港|航|站", "air ?base|air|terminal|hub"),
    "company": _Kind(
        "公司",
        "Compan(?:y|ies)|Corporation|Incorporated",
        "公司|企业|集团|厂|商|股份|财团|业者|控股|科技|工业|航空|业|社|行",
        "firms?|groups?|corp|inc\\b|ltd|makers?|manufacturer|giant|conglomerate|business|enterprise|holding|developer|"
        "producer|operator|contractor|supplier|carrier|airline|compan|industr|startup|subsidiar|unit|brand|chain|"
        "platform|factory|plant|vendor|provider|broker|fund|news|media|times|technolog|systems|energy|oil|gas",
        "bank institute hospital airport",
    ),
    "foundation": _Kind("基金会", "Foundations?|Endowment", "基金|会", "funds?|charit|trust|institut"),
}
# Bodies of a government, whose sort a translator may take less strictly.
_GOVERNMENT = {"commission", "ministry", "bureau"}
_ENDS = re.compile("|".join(f"(?P<{name}>{kind.ends})" for name, kind in _KINDS.items()))
_HAN_BEFORE = re.compile("(?:(?![的和与及在是了])[\u4e00-\u9fff·])*$")
_WORDS = {name: re.compile(kind.words) for name, kind in _KINDS.items()}
_IN_CHINESE = {name: re.compile(f"{kind.ends}|{kind.chinese}") for name, kind in _KINDS.items()}
_IN_ENGLISH = {
    name: re.compile(rf"\b(?:{kind.words}|{kind.english})", re.IGNORECASE) for name, kind in _KINDS.items()
}
_ANY_WORD = re.compile(rf"\b(?:{'|'.join(kind.words for kind in _KINDS.values())})\b")


class _Body(NamedTuple):
    """A name of a body in a segment: its kind, where it stands, and what it says besides the kind."""

    kind: str
    segment: Segment
    span: Span
    name: tuple[str, ...]


def judge_bodies(pair: Pair, context: Context, taken: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding for each body that is of another sort on the other side; `taken` has theirs already."""
    to_english = pair.source[0].language.is_chinese
    chinese, english = (pair.source, pair.target) if to_english else (pair.target, pair.source)
    chinese_text, english_text = (
        "\n".join(segment.text[:_MOST_READ] for segment in side) for side in (chinese, english)
    )
    in_english = [body for body in _english_bodies(english) if not _says(_IN_CHINESE, body, chinese_text)]
    if not in_english:
        return
    in_chinese = [body for body in _chinese_bodies(chinese) if not _says(_IN_ENGLISH, body, english_text)]
    known = {(place.file, place.span) for finding in taken for place in finding.places}
    for body in in_english:
        other = next((one for one in in_chinese if _is_one_body(one, body, context)), None)
        if other and not _is_known(other, body, context, known):
            in_chinese.remove(other)
            yield _finding(pair, *((other, body) if to_english else (body, other)))


def _says(evidence: dict[str, re.Pattern[str]], body: _Body, text: str) -> bool:
    """Return whether the other side says something that may stand for a body of its kind."""
    pattern = evidence[body.kind]
    return bool(pattern.search(to_simplified(text) if evidence is _IN_CHINESE else text))


def _english_bodies(segments: Sequence[Segment]) -> Iterator[_Body]:
    for segment in segments:
        # Most sentences name no body, and runs of capitals take their time.
        if not _ANY_WORD.search(segment.text):
            continue
        for run in find_capitals(segment.text[:_MOST_READ]):
            words = LATIN_RUN.findall(run.text)
            kinds = {kind for word in words for kind, pattern in _WORDS.items() if pattern.fullmatch(word)}
            name = tuple(word for word in run.words if not any(p.fullmatch(word) for p in _WORDS.values()))
            if len(kinds) == 1 and name:
                yield _Body(kinds.pop(), segment, run.span, name)


def _chinese_bodies(segments: Sequence[Segment]) -> Iterator[_Body]:
    for segment in segments:
        folded = to_simplified(segment.text[:_MOST_READ])
        end = 0
        for match in _ENDS.finditer(folded):
            start = max(end, match.end() - len(match[0]) - _REACH)
            before = _HAN_BEFORE.search(folded, start, match.start())
            start, end = (before.start() if before else match.start()), match.end()
            if match.start() - start > 1 and match.lastgroup:
                name = folded[start : match.start()]
                yield _Body(match.lastgroup, segment, Span(start, end), (name,))


def _is_one_body(chinese: _Body, english: _Body, context: Context) -> bool:
    """Return whether two names with words for different sorts say the same besides."""
    one, other = _KINDS[chinese.kind], _KINDS[english.kind]
    if chinese.kind == english.kind or english.kind in one.akin.split() or chinese.kind in other.akin.split():
        return False
    (text,) = chinese.name
    forms = [
        form
        for mention in context.termbase.find(text, chinese.segment.language)
        for concept in mention.concepts
        for form in concept.english
    ]
    here = ChineseText(text, forms, text)
    supported = [word for word in english.name if here.supports_word(word)]
    return len(supported) >= max(_MOST * len(english.name), 1)


def _is_known(chinese: _Body, english: _Body, context: Context, taken: set[tuple[File, Span]]) -> bool:
    """Return whether either name is of the termbase, or a finding speaks of it."""
    for body in (chinese, english):
        for mention in context.termbase.find(body.segment.text[:_MOST_READ], body.segment.language):
            # The administration of a person is a government.
            his = body.kind == "bureau" and mention.type is ConceptType.PERSON
            if _overlap(mention.span, body.span) and (his or body.span.end <= mention.span.end):
                return True
        place = body.segment.place.part(*body.span)
        if any(file is place.file and _overlap(place.span, span) for file, span in taken):
            return True
    return False


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _finding(pair: Pair, source: _Body, target: _Body) -> Finding:
    akin = {source.kind, target.kind} <= _GOVERNMENT
    meant, written = (body.segment.text[slice(*body.span)] for body in (source, target))
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.MINOR if akin else Severity.MAJOR,
        confidence=_AKIN if akin else _APART,
        message=f"{meant} rendered as {written}",
        explanation=f"The source names a {source.kind}, the translation a {target.kind}",
        source=(source.segment.place.part(*source.span),),
        target=(target.segment.place.part(*target.span),),
        pair=pair,
        evidence=(("expected", source.kind), ("found", target.kind)),
    )
