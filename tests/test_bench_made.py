"""Errors that are made up for training are the errors they are meant to be, and good English besides.

The WordNet here is a few words in the format of the real one (wndb(5WN)).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCH = Path(__file__).parents[1] / "bench" / "judge"

VERBS = "get admit lead promote promise plan report study eat do act"
NOUNS = (
    "plan report study lead activity analysis city municipality council organization company institution "
    "apple fruit"
)
ABOVE = {"city": "municipality", "council": "organization", "company": "institution", "apple": "fruit"}
COUNTS = (
    "verb get 90 admit 9 lead 60 promote 20 promise 20 eat 30 do 99 act 20 plan 10 report 20 study 20",
    "noun plan 60 report 60 study 50 activity 20 city 70 municipality 5 council 30 organization 20 "
    "company 60 institution 20 apple 9 fruit 9",
)
EXCEPTIONS = {
    "verb": "getting get|got get|admitted admit|admitting admit|ate eat|eaten eat|did do|led lead",
    "noun": "analyses analysis",
}


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, ModuleType]]:
    """The scripts, with a small WordNet."""
    folder = tmp_path_factory.mktemp("wordnet")
    words = {"noun": NOUNS.split(), "verb": VERBS.split(), "adj": ["rotten"], "adv": []}
    for kind, own in words.items():
        number = {word: f"{n:08}" for n, word in enumerate(own)}
        index, data = ["  1 a licence"], ["  1 a licence"]
        for word, synset in number.items():
            index.append(f"{word} {kind[0]} 1 1 @ 1 1 {synset}  ")
            above = number.get(ABOVE.get(word, ""))
            pointer = f"001 @ {above} {kind[0]} 0000" if above and kind == "noun" else "000"
            data.append(f"{synset} 03 {kind[0]} 01 {word} 0 {pointer} | what it means  ")
        (folder / f"index.{kind}").write_text("\n".join(index) + "\n")
        (folder / f"data.{kind}").write_text("\n".join(data) + "\n")
    for kind, forms in EXCEPTIONS.items():
        (folder / f"{kind}.exc").write_text(forms.replace("|", "\n") + "\n")
    with (folder / "cntlist.rev").open("w") as file:
        for number, (_, *cells) in zip((2, 1), map(str.split, COUNTS), strict=True):
            for word, count in zip(cells[::2], cells[1::2], strict=True):
                file.write(f"{word}%{number}:01:00:: 1 {count}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH))
        for name in ("english", "synthetic"):
            patch.delitem(sys.modules, name, raising=False)
        import english
        import synthetic

        patch.setattr(english, "FOLDER", folder)
        english.load.cache_clear()
        yield {"english": english, "synthetic": synthetic}
    for name in ("english", "synthetic"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("bare", "forms"),
    [
        ("get", "gets got got getting"),
        ("admit", "admits admitted admitted admitting"),
        ("do", "does did done doing"),
        ("eat", "eats ate eaten eating"),
        ("study", "studies studied studied studying"),
        ("promise", "promises promised promised promising"),
    ],
)
def test_verb_forms(judge, bare, forms):
    verb = judge["english"].load().verb(bare)
    assert [verb.form(slot) for slot in judge["english"].SLOTS] == forms.split()


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("activity", "activities"), ("analysis", "analyses"), ("person", "people"),
        ("equipment", "equipment"), ("box", "boxes"), ("boy", "boys"), ("motor vehicle", "motor vehicles"),
    ],
)  # fmt: skip
def test_plurals(judge, noun, many):
    assert judge["english"].load().plural(noun) == many


@pytest.mark.parametrize(
    ("new", "old", "form"),
    [
        ("get", "taking", "getting"), ("do", "acted", "did"), ("activity", "groups", "activities"),
        ("rotten", "fresh", "rotten"), ("do", "glass", "do"),
    ],
)  # fmt: skip
def test_a_word_takes_the_ending_of_another(judge, new, old, form):
    assert judge["english"].load().like(new, old) == form


def outcomes(judge: dict[str, ModuleType], maker: str, english: str) -> set[str]:
    """Return everything that a maker makes of a sentence."""
    synthetic = judge["synthetic"]
    text = " ".join(f"to {verb} and to {verb} it." for verb in VERBS.split())
    stock = synthetic.Stock(
        [("甲方與乙方簽了約。", text), ("甲方與乙方簽了約。", "The x got and gets it.")], 1
    )
    none = np.zeros((0, 2), int), np.zeros((0, 2), int)
    links = synthetic.Links(*none, (np.zeros(0, int),) * 2, (np.zeros(0),) * 2)
    chance = random.Random(4)  # noqa: S311 - not for secrets
    made = (getattr(synthetic, maker)(("甲", english), links, stock, chance) for _ in range(400))
    return {one.english for one in made if one}


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("She leads it.", "She will lead it.|She led it.|She has led it.|She is leading it."),
        ("They promoted it.", "They promote it.|They are promoting it.|They have promoted it."),
        ("This was it.", "This is it.|This will be it.|This has been it."),
    ],
)
def test_another_tense(judge, sentence, made):
    assert set(made.split("|")) <= outcomes(judge, "change_tense", sentence)


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("They promoted it.", "They promotes it.|They is promoting it.|They has promoted it."),
        ("She leads it.", "She lead it.|She are leading it.|She have led it."),
        ("It had to have it.", "It had to had it.|It had to will have it."),
        ("A treaty promoted by her was it.", "A treaty promotes by her was it."),
    ],
)
def test_another_tense_keeps_to_grammar(judge, sentence, never):
    assert not set(never.split("|")) & outcomes(judge, "change_tense", sentence)


@pytest.mark.parametrize("sentence", ["The plans of his.", "Its three reports.", "He may promote it."])
def test_what_is_no_finite_verb_stays(judge, sentence):
    assert not outcomes(judge, "change_tense", sentence)


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("He saw the cities.", "He saw the municipalities."),
        ("It is an organization of the council.", "It is an organization of the organization."),
        ("He has an apple.", "He has a fruit."),
    ],
)
def test_a_more_general_word(judge, sentence, made):
    assert made in outcomes(judge, "generalise", sentence)


def test_a_more_general_verb_keeps_its_form(judge):
    made = outcomes(judge, "generalise", "He admitted it.")
    assert "He did it." in made
    assert not made & {"He doed it.", "He do it.", "He dealed it."}
