"""Hostile files: each gives a clear message and exit code 2, or a right result; never a traceback."""

from __future__ import annotations

import functools
import json
import random
import zlib

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align import encode, pipeline
from align.cli import main
from align.read.decoding import decode

ZH = """\
網路不安全

- 俄羅斯不少精英大學與格魯烏淵源深厚。
- 這些公司在2018年僱用了三千名工程師。
"""
EN = """\
Cyberinsecurity

- Many elite Russian universities have deep ties to the KGB.
- These companies employed three thousand engineers in 2018.
"""
BRIEF = f"{ZH}\n{EN}"
SIMPLIFIED = BRIEF.translate(str.maketrans("網羅與烏魯淵這們僱術師學厚", "网罗与乌鲁渊这们雇术师学厚"))
ENTITY = ["entity"]


class Quick:
    """Vectors by chance in no time, for files so large that encoding would be most of the test."""

    name = "quick"
    dimension = 16
    usual = None

    def encode(self, texts, /):
        seeds = (zlib.crc32(text[:99].encode("utf-8", "replace")) for text in texts)
        rows = [np.random.default_rng(seed).standard_normal(self.dimension) for seed in seeds]
        vectors = np.array(rows, np.float32).reshape(-1, self.dimension)
        counts = np.array([len(text) // 2 + 1 for text in texts], np.int32)
        rows = np.append(0, np.cumsum(counts))
        values = np.repeat(np.sign(vectors), counts, axis=0).astype(np.int8)
        tokens = encode.PackedStates(
            values, np.ones(len(values), np.float32), np.zeros((len(values), 2), np.int32), rows
        )
        return encode.Encoded(vectors * counts[:, None].astype(np.float32), counts, tokens)


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    """Return `check(data)`: exit code, stderr and, of a result, the report; spans are looked over."""
    path = tmp_path_factory.mktemp("hostile") / "brief.txt"
    load = functools.cache(encode.load)

    def run(data: bytes | str, *args: str, encoder: object = None) -> tuple[int, str, dict]:
        data = data if isinstance(data, bytes) else data.encode()
        path.write_bytes(data)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "load", (lambda _: encoder) if encoder else load)
            result = CliRunner().invoke(
                main, ["check", "--format", "json", *args, str(path)], catch_exceptions=False
            )
        assert "Traceback" not in result.stderr
        report = json.loads(result.stdout)
        assert (result.exit_code in (0, 1)) == (not report["unread"]), result.stderr
        for span in spans_of(report):
            assert decode(data, "").text[span["start"] : span["end"]] == span["text"]
        return result.exit_code, result.stderr, report

    return run


def spans_of(node: object):
    """Yield every span in a report."""
    if isinstance(node, dict):
        if "start" in node and "text" in node:
            yield node
        node = list(node.values())
    for child in node if isinstance(node, list) else ():
        yield from spans_of(child)


def rules_of(report: dict) -> list[str]:
    return [finding["rule"] for document in report["documents"] for finding in document["findings"]]


RANDOM = random.Random(1)  # noqa: S311


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (" \n\t\r\n\u3000\u200b\ufeff", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"\0" * 100, "is a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "is a binary file"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 3, "is a binary file"),
        (RANDOM.randbytes(5000), "is a binary file"),
        (RANDOM.randbytes(5001), "is a binary file"),
        (BRIEF.replace("KGB", "K\x01\x02\x03\x04\x05GB"), "is a binary file"),
        (b"\xff\xfe" + BRIEF.encode("utf-16-le")[:-1], "starts as UTF-16 but breaks off"),
        (BRIEF.encode().replace(b"KGB", b"KGB\xed\xa0\x80"), "cannot tell the encoding"),
        (BRIEF.encode() + b"\xe4", "cannot tell the encoding"),
        (EN.replace("Many", "Caf\xe9, d\xe9j\xe0 vu: many").encode("latin-1"), "found no Chinese text"),
        (f"{EN}“Quoted” – café".encode("cp1252"), "found no Chinese text"),
        (EN, "found no Chinese text"),
        (ZH, "found no English text"),
        ("中", "found no English text"),
        ("- \n* \n• \n", "found no Chinese text"),
        ("(" * 50_000 + "格魯烏" + ")" * 50_000, "found no"),
        ("-" * 100_000, "found no Chinese text"),
    ],
)
def test_refused(check, data, said):
    code, stderr, _ = check(data)
    assert (code, said in stderr) == (2, True), stderr


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "gb18030"]
)
def test_encodings(check, encoding):
    code, _, report = check(BRIEF.encode(encoding))
    assert (code, rules_of(report)) == (1, ENTITY)


def test_simplified_in_gb18030(check):
    code, _, report = check(SIMPLIFIED.encode("gb18030"))
    assert (code, report["documents"][0]["source_language"], rules_of(report)) == (1, "zh-Hans", ENTITY)


@pytest.mark.parametrize(
    "text",
    [
        BRIEF.replace("\n", "\r\n"),
        BRIEF.replace("\n", "\r"),
        BRIEF.replace("\n", "\r\n", 3),
        f"{ZH}\ufeff{EN}",
        "\u200b\u2060" + BRIEF.replace("。", "\u200d。\u200b"),
        BRIEF.replace("KGB", "\u200bKGB\u200b"),
        "\n" * 100_000 + BRIEF,
        BRIEF + " " * 100_000,
        BRIEF.replace("。", "😀。").replace(".\n", " 👩‍👩‍👧‍👦.\n"),
        "\u202e" + BRIEF + "\u202c",
        BRIEF.replace("the KGB", "the \x1bKGB"),
    ],
    ids=[
        "crlf", "cr", "mixed", "bom-inside", "zero-width", "zero-width-name", "newlines", "spaces", "emoji",
        "bidi", "escape",
    ],
)  # fmt: skip
def test_odd_characters_change_nothing(check, text):
    code, _, report = check(text)
    assert (code, rules_of(report)) == (1, ENTITY)
    assert len(report["documents"][0]["pairs"]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "# 標題一\n\n## 標題二\n\n# Heading One\n\n## Heading Two\n",
        "- 中文項目\n- English item\n",
        "中\n\nA",
        "\u200b".join(BRIEF),
        BRIEF.replace(" ", " \x0b\x0c\x85\u2028"),
        f"{ZH}\n{EN * 50}",
        ZH * 50 + "\nCyberinsecurity\n",
        "".join("  " * i + "- 中文項目\n" for i in range(60))
        + "".join("  " * i + "- English item here\n" for i in range(60)),
        "作者:\n日期:\n來源:\nAuthor:\nDate:\nSource:\n" * 200 + BRIEF,
        "---\n" + "a: b\n" * 200 + "\n" + BRIEF,
        "中\ta\n" * 100,
    ],
    ids=[
        "headings", "one-bullet", "two-letters", "zero-width-throughout", "odd-spaces", "long-english",
        "long-chinese", "nested", "fields", "front-matter", "tabs",
    ],
)  # fmt: skip
def test_odd_layouts(check, text):
    check(text)


def halves(chinese: str, english: str) -> str:
    return f"他說{chinese}今天天氣很好,我們去公園。\n\nHe said {english} the weather is fine today.\n"


LARGE = {
    "one-line": ZH.replace("\n", "") * 100 + EN.replace("\n", " ") * 100,
    "one-line-each": ZH.replace("\n", "") * 100 + "\n" + EN.replace("\n", " ") * 100,
    "no-sentences": "俄羅斯" * 3_000 + "\n" + "a word " * 3_000,
    "brackets": halves("(「" * 20_000 + ")」" * 20_000, "([" * 20_000 + ")]" * 20_000),
    "open-quotes": halves("「" * 20_000, "“" * 20_000),
    "digits": halves("9" * 20_000 + "元", "8" * 20_000 + " dollars"),
    "chinese-digits": halves("一二三四" * 5_000, "1,000," * 5_000),
    "magnitudes": halves("萬億兆" * 5_000, "million billion " * 3_000),
    "fractions": halves("三分之一" * 4_000, "one hundred and twenty " * 3_000),
    "per-cent": halves("百分之" * 5_000, "percent " * 5_000),
    "dates": halves("2023年13月45日,民國999999年," * 500, "February 31, 99999; 45/45/2023; " * 500),
    "full-stops": halves("." * 50_000, "." * 50_000),
    "initials": halves("U.S.A." * 5_000, "U.S.A." * 5_000),
    "long-word": halves("字", "a" * 100_000),
    "pasted": "".join(f"{half}\n![](data:image/png;base64,{'a' * 200_000})\n\n" for half in (ZH, EN)),
    "addresses": halves("http://" + "a" * 50_000, "http://" + "b" * 50_000),
    "accents": halves("字" + "\u0301" * 20_000, "a" + "\u0301" * 20_000),
    "commas": halves("中," * 10_000, "a, " * 10_000),
    "bars": "|" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|中文|English" * 500,
    "rules": ("-" * 5_000 + "\n") * 20 + BRIEF,
    "hashes": "#" * 10_000 + BRIEF,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_and_monotonous(check, text):
    check(text, encoder=Quick())


@pytest.mark.parametrize(
    ("unit", "said"), [("俄羅斯不少精英大學", "found no English text"), ("word ", "found no Chinese text")]
)
def test_ten_megabytes_on_one_line_in_one_language(check, unit, said):
    code, stderr, _ = check(unit * (10_000_000 // len(unit.encode())))
    assert (code, said in stderr) == (2, True)


def test_ten_megabytes_of_one_byte(check):
    assert check(b"a" * 10_000_000)[0] == check(b"\0" * 10_000_000)[0] == check(b"\xff" * 10_000_000)[0] == 2


# ---------------------------------------------------------------- whatever comes

_CHARACTERS = st.one_of(
    st.sampled_from(
        "，。、；：「」()（）【】·-–—*#|>~`_\t \u3000\u200b\ufeff\r\n.!?'\"“”％%$€0123456789萬億年月日"
    ),
    st.characters(exclude_categories=["Cs"]),
)
_PIECES = st.one_of(
    st.sampled_from(
        [*ZH.splitlines(), *EN.splitlines(), "\n", "\n\n", "- ", "# ", "1. ", "  - ", "| ", "作者:"]
    ),
    st.text(_CHARACTERS, max_size=20),
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(_PIECES, max_size=12).map("".join),
    st.lists(_PIECES, max_size=12).map("".join),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"]),
)
def test_any_brief(check, before, after, encoding):
    text = f"{before}\n俄羅斯的大學與格魯烏淵源深厚。\n{after}\nRussian universities have ties to the GRU.\n"
    code, stderr, _ = check(text.encode(encoding, "replace"), encoder=Quick())
    assert code in (0, 1, 2)
    assert code != 2 or stderr.startswith("align: ")


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes(check, data):
    check(data, encoder=Quick())
