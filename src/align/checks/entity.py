"""One named thing rendered as another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.checks.base import Context, Yielded, rule
from align.checks.bodies import judge_bodies
from align.checks.levels import judge_levels
from align.checks.naming import Named, Rendering, Scene, Side, Surroundings, is_cabinet
from align.checks.tenure import judge_tenure
from align.checks.unmatched import judge
from align.checks.words import matched
from align.knowledge.concepts import Concept, ConceptType, Mention, is_confusable
from align.text import HAN
from align.types import Finding, Language, Pair, Severity, Tally

# How sure we are, by kind of evidence: shares of right findings that we expect, to be replaced by
# measured ones. Both names known and of one type; known and of related types; one known to the
# dictionary only; the name still occurs rightly in the pair, but less often than in the source; what
# both are part of stands on the other side.
_SAME_TYPE, _RELATED_TYPE, _FROM_DICTIONARY, _SURPLUS, _BROADER = 0.97, 0.85, 0.75, 0.75, 0.75
# A target name without any source name that it could stand for, and where a word of the source may.
_STRAY, _DOUBTFUL_STRAY = 0.6, 0.55
_STRAY_TYPES = {
    ConceptType.AGENCY,
    ConceptType.ORGANISATION,
    ConceptType.GROUP,
    ConceptType.COMPANY,
    ConceptType.PERSON,
    ConceptType.WEAPON,
}
# Words that a translator replaces by the name of what they stand for.
_STANDING_IN = {
    True: re.compile(
        "[該该此其他她它]|[央銀银][行]|機構|机构|公司|集團|集团|部門|部门|官員|官员|政府|當局|当局|法院|法庭|"
        "組織|组织|團體|团体|兩者|两者|雙方|双方|後者|后者|前者|聯盟|联盟|企業|企业|業者|业者|廠商|厂商|"
        "軍方|军方|警方|單位|单位|總統|总统|總理|总理|主席|領導人|领导人|領袖|领袖|武裝|武装|飛彈|导弹|"
        "兩[人國家]|两[人国家]|三[人國国家]|[^民]黨|[^民]党"
    ),
    False: re.compile(
        r"\b(?:it|its|he|his|him|she|her|they|their|them|this|these|those|both|former|latter|bank|agency|"
        r"agencies|service|services|company|companies|firm|firms|group|groups|department|ministry|officials?|"
        r"officers?|government|authorities|court|organi[sz]ation|alliance|bloc|body|president|minister|leaders?|"
        r"chair(?:man)?|navy|army|military|forces|troops|militants|missiles?|party|parliament|legislature)\b",
        re.IGNORECASE,
    ),
}
# Three or more characters that spell foreign names, which is what an unknown name looks like.
_SPELT = re.compile(
    "[阿埃艾安昂奧奥巴柏班邦鮑鲍貝贝本比彼畢毕賓宾波伯博布查茨達达戴丹道德登迪蒂丁頓顿多恩爾尔法凡菲費费芬佛弗"
    "福夫蓋盖甘岡冈戈格葛古瓜哈海漢汉豪赫亨胡華华霍基吉加賈贾傑杰金喀卡坎康考柯科克肯庫库奎昆拉賴赖萊莱蘭兰"
    "朗勞劳勒雷黎里理利莉列林琳留隆盧卢魯鲁路倫伦羅罗洛馬马瑪玛邁迈曼梅門门蒙孟米密明莫默姆穆納纳奈南內内尼涅"
    "寧宁紐纽諾诺努歐欧帕派潘龐庞佩彭皮平珀普齊齐奇乔喬切瓊琼瑞薩萨塞賽赛桑瑟沙莎舍什聖圣施史舒斯司思斯松蘇苏"
    "索塔泰坦湯汤特騰腾提廷圖图托瓦旺威韋韦維维溫温沃烏乌武伍西希錫锡謝谢辛休許许雅亞亚揚扬耶葉叶伊以因約约扎"
    "札詹佐茲兹祖·]{3,}"
)
_CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
# What names a government besides.
_SEAT = re.compile(
    "政府|當局|当局|白宮|白宫|內閣|内阁|華府|政權|政权|"
    r"\b(?:administration|government|cabinet|White House|Washington|regime)\b"
)
_STATES = {ConceptType.COUNTRY, ConceptType.PLACE}
# Words that are in capitals for where they stand, not as part of a name.
_OPENERS = re.compile(
    "(?:after|an?|and|as|at|because|before|both|but|by|during|for|from|if|in|into|like|meanwhile|of|on|once|over|"
    "since|so|that|the|then|though|through|to|under|unlike|until|when|where|whereas|while|with|without|yet|it|its|"
    "their|his|her|this|these|those|other)",
    re.IGNORECASE,
)


@rule("entity", "accuracy/mistranslation", Severity.CRITICAL)
def check_entity(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A name is rendered as another name.

    Agencies, organisations, companies, persons, places, weapons and laws that either language
    names are looked up in the termbase and in CC-CEDICT. A name none of whose renderings stands on
    the other side, opposite a known name that the other side does not have, is one thing put for
    another. A metonym (the Kremlin for Russia's government) or a generic rendering is let pass.
    Names of no list are compared by meaning, letters and sound, where Mandarin sounds like them, so
    not Japanese and Korean ones; a body of no list is told by its sort, a bank from a university, and a
    court by its level. Languages and peoples are names too, and a former, acting or coming holder of an
    office is not its holder. A name that the translation leaves out is an omission, unless a pronoun or a
    word such as "the president" stands for it.

    Bad: 北約秘書長 / the EU's secretary-general
    Good: 北約秘書長 / NATO's secretary-general
    """
    scenes = [Scene(pair, context) for pair in pairs]
    surroundings = Surroundings(scenes)
    compared = 0
    for scene in scenes:
        compared += len(scene.source)
        if not scene.pair.is_null:
            found = list(_compare(scene, surroundings))
            found += judge(scene, surroundings, found)
            yield from found
            yield from judge_bodies(scene.pair, context, found)
            names = (*scene.source, *scene.target)
            states = [name.place for name in names if name.mention.type is ConceptType.COUNTRY]
            words = matched(pairs, context)[scene.pair]
            yield from judge_tenure(words, states)
            levels = judge_levels(words, "entity")
            yield from (told for told in levels if not any(told.overlaps(other) for other in found))
    yield Tally("names", compared)


def _compare(scene: Scene, surroundings: Surroundings) -> Iterator[Finding]:
    source_side, target_side = surroundings.of(scene.pair)
    renderings = [(name, target_side.renders(name)) for name in scene.source]
    missing = [(name, how) for name, how in renderings if how is not Rendering.PROPER]
    for target in scene.target:
        how = source_side.renders(target)
        if how is Rendering.PROPER or not target.is_whole_word():
            continue
        if within := next((entry for entry in missing if _is_within(entry[0], target)), None):
            missing.remove(within)
            continue
        if partner := _partner(target, missing):
            missing = [entry for entry in missing if entry[0] is not partner[0]]
            both = partner[1] is how is Rendering.BROADER
            yield _swap(scene, partner[0], target, confidence=_BROADER if both else None)
        elif how is Rendering.BROADER:
            continue
        elif unknown := _from_dictionary(target, scene, target_side):
            yield _swap(scene, unknown, target, confidence=_FROM_DICTIONARY)
        elif surplus := _surplus(target, scene):
            yield _swap(scene, surplus, target, severity=Severity.MAJOR, confidence=_SURPLUS)
        elif _is_telling(target) and not surroundings.is_common(target) and not _is_cabinet(target, scene):
            yield _stray(scene, target, target_side)


def _partner(target: Named, missing: Sequence[tuple[Named, Rendering]]) -> tuple[Named, Rendering] | None:
    """Return the source name that `target` most likely stands for: of its type, at its depth.

    A name whose parent body is named (the department of a bureau) counts only for a thing of the
    very same type. A whole and its part are never put for one another: Southeast Asia, Vietnam.
    """
    candidates = [
        (name, how)
        for name, how in missing
        if not name.mention.types.isdisjoint(target.mention.types)
        or (how is Rendering.NONE and is_confusable(name.mention.type, target.mention.type))
    ]
    candidates.sort(key=lambda found: (found[1], *_distance(found[0], target)))
    return next(
        (found for found in candidates if not found[0].is_part_of(target) and found[0].is_whole_word()),
        None,
    )


def _is_within(source: Named, target: Named) -> bool:
    """Return whether one name is an office of the other: 央行代理行長, "central bank chief"."""
    named, office = (target, source) if HAN.match(target.mention.text) else (source, target)
    if office.mention.type is not ConceptType.OFFICE or HAN.match(office.mention.text):
        return False
    text = f" {office.mention.text.lower()} "
    forms = (form for concept in named.mention.concepts for form in concept.english)
    return any(f" {form.lower()} " in text for form in forms if form.lower() != text.strip())


def _distance(source: Named, target: Named) -> tuple[bool, float]:
    return source.mention.types.isdisjoint(target.mention.types), abs(source.depth - target.depth)


def _is_telling(target: Named) -> bool:
    """Return whether a name that nothing in the source stands for is likely wrong rather than loose."""
    words = target.mention.text.split()
    if target.is_gloss or target.mention.type not in _STRAY_TYPES or words[-1].islower():
        return False
    # One word beside another capital or a hyphen is as likely part of a longer, unknown name.
    return len(words) > 1 or not _is_within_name(target)


def _is_within_name(target: Named) -> bool:
    (start, end), text = target.mention.span, target.segment.text
    after = text[end : end + 2]
    word = re.search(r"([^\W\d_][^\s]*) $", text[max(0, start - 40) : start])
    preceded = bool(word and word[1][0].isupper() and word[1][-1].isalpha() and not _opens(word[1]))
    return preceded or after[:1] == "-" or (after[:1] == " " and after[1:].isupper())


def _opens(word: str) -> bool:
    """Return whether a word is likely in capitals only because a sentence begins with it."""
    return bool(_OPENERS.fullmatch(word)) and (len(word) == 1 or not word.isupper())


def _is_cabinet(target: Named, scene: Scene) -> bool:
    """Return whether a person stands for a government that the source names by itself or by its seat."""
    if not is_cabinet(target):
        return False
    named = any(name.mention.type in _STATES for name in scene.source)
    return named or any(_SEAT.search(segment.text) for segment in scene.pair.source)


def _from_dictionary(target: Named, scene: Scene, target_side: Side) -> Named | None:
    """Return a name of the Chinese side that only the dictionary knows and English does not render."""
    return next(
        (
            name
            for name in scene.dictionary_names
            if name.mention.type is target.mention.type and not _is_glossed(name, target_side)
        ),
        None,
    )


def _is_glossed(name: Named, target_side: Side) -> bool:
    return any(target_side.has(gloss) for gloss in name.mention.concepts[0].english)


def _surplus(target: Named, scene: Scene) -> Named | None:
    """Return a source name of the same type that the target has, but less often than the source."""
    candidates = [name for name in scene.surplus if name.mention.type is target.mention.type]
    candidates = [name for name in candidates if not name.is_part_of(target)]
    return min(candidates, key=lambda name: _distance(name, target), default=None)


def _swap(
    scene: Scene,
    source: Named,
    target: Named,
    *,
    severity: Severity = Severity.CRITICAL,
    confidence: float | None = None,
) -> Finding:
    meant, written = _of_one_type(source.mention, target.mention)
    language, target_language = scene.languages
    if confidence is None:
        confidence = _SAME_TYPE if meant.type is written.type else _RELATED_TYPE
    suggestion = meant.render(target_language, like=target.mention.text)
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=severity,
        confidence=confidence,
        message=f"{suggestion} rendered as {target.mention.text}",
        explanation=(
            f"{source.mention.text} is {_described(meant, target_language)}; {target.mention.text} is "
            f"{written.render(language)}, which the source does not name"
        ),
        source=(source.place,),
        target=(target.place,),
        pair=scene.pair,
        suggestion=suggestion,
        evidence=(("expected", meant.id), ("found", written.id), ("type", meant.type.value)),
    )


def _of_one_type(source: Mention, target: Mention) -> tuple[Concept, Concept]:
    """Return what two names are held for: the languages, where one is 俄語 and the other "Ukrainian"."""
    shared = source.types & target.types
    meant = next((one for one in source.concepts if one.type in shared), source.concepts[0])
    return meant, next((one for one in target.concepts if one.type is meant.type), target.concepts[0])


def _stray(scene: Scene, target: Named, target_side: Side) -> Finding:
    written = target.mention.concepts[0]
    chinese = written.render(scene.languages[0])
    doubtful = _has_stand_in(scene, target_side)
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.MINOR if doubtful else Severity.MAJOR,
        confidence=_DOUBTFUL_STRAY if doubtful else _STRAY,
        message=f"{target.mention.text} is not named in the source",
        explanation=f"{target.mention.text} is {chinese}; the source has no name for it",
        source=tuple(segment.place for segment in scene.pair.source),
        target=(target.place,),
        pair=scene.pair,
        evidence=(("found", written.id), ("type", written.type.value)),
    )


def _has_stand_in(scene: Scene, target_side: Side) -> bool:
    """Return whether something in the source may name what no name in it does: "it", an unknown name."""
    text, chinese = scene.unnamed_source, scene.languages[0].is_chinese
    unknown = _SPELT if chinese else _CAPITALISED
    if _STANDING_IN[chinese].search(text) or unknown.search(text):
        return True
    if any(name.mention.type is ConceptType.OFFICE for name in scene.source):
        return True
    return any(not _is_glossed(name, target_side) for name in scene.dictionary_names)


def _described(concept: Concept, language: Language) -> str:
    """Return the preferred form and, for English, what its abbreviation stands for."""
    preferred = concept.render(language)
    abbreviation = concept.abbreviation
    if language.is_chinese or not abbreviation or preferred.casefold() == abbreviation.casefold():
        return preferred
    return f"{abbreviation} ({preferred})"
