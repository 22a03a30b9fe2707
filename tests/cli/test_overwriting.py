"""What a command reads, it does not write over; and it writes no two things to one file."""

from __future__ import annotations

import os

import pytest

from .conftest import BAD, CLEAN, EN, ZH

HEADER = "id\ttype\tzh-Hant\ten\n"
FILES = {
    "brief.txt": BAD,
    "note.zh.md": ZH,
    "note.en.md": EN,
    "english.txt": EN,
    "briefs/a.md": CLEAN,
    "briefs/english.md": EN,
    "pairs.tsv": "source\ttarget\n港口\tPort\n",
    "terms.tsv": f"{HEADER}x\tterm\t電網\tgrid\n",
    "settled.json": '{"schema": "align.baseline/1", "entries": []}',
    "own.toml": "",
    "own/align.toml": 'termbase = "terms.tsv"\nbaseline = "settled.json"\n',
    "own/brief.txt": CLEAN,
    "own/terms.tsv": f"{HEADER}x\tterm\t電網\tgrid\n",
    "own/settled.json": '{"schema": "align.baseline/1", "entries": []}',
}


@pytest.fixture
def folder(align, write):
    """The files, and links to one of them."""
    root = write(FILES)
    (root / "symlink.txt").symlink_to("brief.txt")
    (root / "dangling.txt").symlink_to("new.txt")
    os.link(root / "brief.txt", root / "hardlink.txt")
    return root


def content(root) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "args",
    [
        "check brief.txt -o brief.txt",
        "check brief.txt -o ./briefs/../brief.txt",
        "check brief.txt -o symlink.txt",
        "check brief.txt -o hardlink.txt",
        "check symlink.txt -o hardlink.txt",
        "check brief.txt --report json=new.json --report html=brief.txt",
        "check brief.txt briefs --report html=briefs/a.md",
        "check briefs -o briefs/a.md",
        "check english.txt -o english.txt",
        "check english.txt --skip-monolingual --report json=english.txt",
        "check note.zh.md -o note.en.md",
        "check --pair note.zh.md note.en.md -o note.en.md",
        "check --pairs pairs.tsv --format json -o pairs.tsv",
        "check brief.txt --termbase terms.tsv --report csv=terms.tsv",
        "check brief.txt --baseline settled.json -o settled.json",
        "check brief.txt --config own.toml -o own.toml",
        "check own/brief.txt -o own/align.toml",
        "check own/brief.txt -o own/terms.tsv",
        "check own/brief.txt -o own/settled.json",
        "check brief.txt --explain 8:57 -o brief.txt",
        "check brief.txt --write-baseline brief.txt",
        "check brief.txt --termbase terms.tsv --write-baseline terms.tsv",
        "check own/brief.txt --write-baseline own/align.toml",
        "pair brief.txt -o brief.txt",
        "pair note.zh.md -o note.en.md",
        "pair note.zh.md note.en.md --format tmx -o note.zh.md",
        "pair own/brief.txt -o own/align.toml",
        "score brief.txt --reference briefs/a.md -o briefs/a.md",
        "terms extract brief.txt -o brief.txt",
        "terms extract brief.txt --termbase terms.tsv --format tsv -o terms.tsv",
    ],
)
def test_an_input_is_not_written_over(align, folder, args):
    before = content(folder)
    result = align(*args.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert ": it is a file that is being read\n" in result.stderr
    assert content(folder) == before


@pytest.mark.parametrize(
    "args",
    [
        "--report json=a --report html=a",
        "--report json=a --report html=./briefs/../a",
        "-o a --report html=a",
        "-o dangling.txt --report html=new.txt",
        "-o a --write-baseline a",
        "--report json=own.toml -o own.toml",
    ],
)
def test_no_two_things_are_written_to_one_file(align, folder, args):
    before = content(folder)
    result = align("check", "brief.txt", *args.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert ": another report goes there\n" in result.stderr
    assert content(folder) == before


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ("check brief.txt -o new.txt", 1),
        ("check brief.txt -o own.toml", 1),
        ("check brief.txt -o dangling.txt", 1),
        # A README among briefs, or an older report.
        ("check briefs -o briefs/english.md", 0),
        ("check brief.txt --write-baseline settled.json --baseline settled.json", 0),
        ("check own/brief.txt --write-baseline own/settled.json", 0),
        ("pair brief.txt -o terms.tsv", 0),
    ],
)
def test_other_files_are_written(align, folder, args, code):
    before = content(folder)
    result = align(*args.split())
    assert result.exit_code == code, result.stderr
    assert content(folder) != before or "0 new" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such device")
def test_a_device_takes_any_number_of_reports(align, folder):
    args = ("--report", "json=/dev/null", "--report", "html=/dev/null", "-o", "/dev/null")
    assert align("check", "brief.txt", *args).exit_code == 1


class TestImport:
    def test_a_file_that_exists_is_left_alone(self, align, folder, write):
        write({"plain.csv": "zh,en\n電網,grid\n"})
        before = content(folder)
        for output in ("terms.tsv", "plain.csv"):
            result = align("terms", "import", "plain.csv", "-o", output)
            said = f"align: cannot write to {output}: it exists\n  help: --force writes over it\n"
            assert (result.exit_code, result.stderr) == (2, said)
        assert content(folder) == before

    def test_force_writes_over_it(self, align, folder, write):
        write({"plain.csv": "zh,en\n核能,nuclear power\n"})
        assert align("terms", "import", "plain.csv", "-o", "terms.tsv", "--force").exit_code == 0
        assert "nuclear power" in (folder / "terms.tsv").read_text(encoding="utf-8")
