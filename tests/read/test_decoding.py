"""Bytes to text: every encoding that is certain, a named refusal for the rest."""

from __future__ import annotations

import codecs
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.read import read_brief, read_text

TRADITIONAL = "港務局表示，這個月的航班將會減少三成，因為主要的碼頭正在進行維修。\r\nThe port will close.\r\n"
SIMPLIFIED = "港务局表示，这个月的航班将会减少三成，因为主要的码头正在进行维修。\nThe port will close.\n"
ENGLISH = "The port’s café — the “Harbour” — will close.\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding", "mark"),
    [
        (TRADITIONAL, "utf-8", b""),
        (TRADITIONAL, "utf-8", codecs.BOM_UTF8),
        (TRADITIONAL, "utf-16-le", codecs.BOM_UTF16_LE),
        (TRADITIONAL, "utf-16-be", codecs.BOM_UTF16_BE),
        (TRADITIONAL, "utf-32-le", codecs.BOM_UTF32_LE),
        (TRADITIONAL, "utf-16-le", b""),
        (TRADITIONAL, "utf-16-be", b""),
        (TRADITIONAL, "cp950", b""),
        (TRADITIONAL, "gb18030", b""),
        (SIMPLIFIED, "gb18030", b""),
        (SIMPLIFIED, "utf-16-le", b""),
        (ENGLISH, "cp1252", b""),
        (ENGLISH, "utf-16-le", b""),
    ],
)
def test_text_comes_back_exactly(text, encoding, mark):
    file = read_text(mark + text.encode(encoding), "brief.txt")
    assert (file.path, file.text) == ("brief.txt", text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "brief.txt is empty"),
        (codecs.BOM_UTF8, "brief.txt is empty"),
        (" \r\n\t\u3000\u200b\ufeff".encode(), "brief.txt is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        (bytes(range(1, 32)) * 9, "is a binary file"),
        ("港口".encode() + b"\0", "is a binary file"),
        (codecs.BOM_UTF8 + b"abc\xff", "starts as UTF-8 but breaks off at byte 6"),
        (
            "港口關閉。".encode()[:-1],
            "tried UTF-8, UTF-16, Big5, GB18030 and Windows-1252 (UTF-8 fails at byte 12)",
        ),
        (bytes(range(129, 255)), "tried UTF-8, UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(data, message):
    with pytest.raises(InputError) as error:
        read_text(data, "brief.txt")
    assert message in str(error.value)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data):
    try:
        read_text(data)
    except InputError:
        return


def test_another_encoding_is_named_in_a_notice(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_bytes(TRADITIONAL.encode("cp950"))
    document = read_brief(path)
    assert document.notices == (f"read {path} as Big5",)
    assert document.source[0].text == TRADITIONAL.split("\r\n")[0]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.txt", "does not exist"),
        (".", "is a folder"),
        ("/dev/zero", "is a device"),
        ("a\0b", "cannot read"),
    ],
)
def test_what_cannot_be_read_is_named_as_typed(name, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as error:
        read_brief(name)
    assert message in error.value.message
    assert name in error.value.message


def test_permission_denied(tmp_path, monkeypatch):
    path = tmp_path / "brief.txt"
    path.write_text(TRADITIONAL)

    def deny(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", deny)
    with pytest.raises(InputError, match="permission denied"):
        read_brief(str(path))
