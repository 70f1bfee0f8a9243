"""Whether bytes are a SIE file, and its text. The encoding is told by the bytes: #FORMAT says PC8 whatever was written."""

import re
import unicodedata

import numpy as np

from finance.inlasning.fil.forkontroll import OLE, OtillatenFilError

MAX_BYTE = 100_000_000
_HEAD = 1 << 20
_KANNS_IGEN = re.compile(rb"(?:\A|[\r\n])[ \t]*#(?:FLAGGA|SIETYP|RAR|VER)[ \t]", re.IGNORECASE)
_CP437 = b"\x86\x84\x94\x8f\x8e\x99\x82\x90\x81\x9a"
_CP1252 = b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9\xc9\xfc\xdc"
_UTF8 = re.compile(rb"\xc3[\xa5\xa4\xb6\x85\x84\x96\xa9\x89\xbc\x9c]")
_OSYNLIGA = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]")
_MELLANRUM = re.compile("[\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def is_sie(data: bytes) -> bool:
    """By content: a line near the beginning that opens with a label every SIE file has."""
    if data.startswith((b"PK", OLE)):
        return False
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8")
    return _KANNS_IGEN.search(head.removeprefix(b"\xef\xbb\xbf")) is not None


def check_sie_namn(fil: str) -> None:
    """Refuse a file that is called a SIE file but is not `is_sie`. Raises OtillatenFilError."""
    if fil.lower().endswith((".se", ".si", ".sie")):
        raise OtillatenFilError(
            "ej_sie",
            f"{fil} är ingen SIE-fil som kan läsas: den har varken #FLAGGA, #SIETYP, #RAR eller #VER.",
            "Exportera SIE typ 4 (eller typ 3) ur ekonomisystemet. SIE 5 (XML) kan inte läsas.",
        )


def find_encoding(data: bytes) -> str:
    """utf-16 and utf-8 by their marks and rules, else what gives most Swedish letters: cp437 (the legal one), cp1252, utf-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.isascii():
        return "cp437"
    if _is_utf8(data):
        return "utf-8"
    scores = {"utf-8": 2 * len(_UTF8.findall(data)), "cp437": _letters(data, _CP437), "cp1252": _letters(data, _CP1252)}
    best = max(scores.values())
    return next(name for name, score in scores.items() if score == best) if best else "cp437"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _letters(data: bytes, wanted: bytes) -> int:
    """How many bytes would be letters in an encoding, and stand beside a plain letter (marks in text do so less often)."""
    table = np.zeros((2, 256), bool)
    table[0, list(wanted)] = True
    table[1, list(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] = True
    found, plain = table[:, np.frombuffer(data, np.uint8)]
    beside = np.zeros(len(data), bool)
    beside[1:] |= plain[:-1]
    beside[:-1] |= plain[1:]
    return int((found & beside).sum())


def read_text(data: bytes) -> tuple[str, str]:
    """The text, NFC with plain spaces and newlines, and its encoding. Raises OtillatenFilError."""
    if len(data) > MAX_BYTE:
        raise OtillatenFilError("for_stor", "Filen är för stor.", "Exportera ett räkenskapsår i taget.")
    encoding = find_encoding(data)
    text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _MELLANRUM.sub(" ", _OSYNLIGA.sub("", text)), encoding
