"""What a docx packs: its parts as XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from nianbao.errors import DamagedReport, LockedReport, TooLargeReport
from nianbao.words import Words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main")
_LENGTH = len(W)
_MOST_BYTES = 400_000_000  # unpacked; a packed file can claim far more than it holds
BODY = re.compile(r"word/document\d*\.xml")


def parts_of(data: bytes, path: Path) -> dict[str, Any]:
    """`document`, and where there are any `styles`, `numbering`, `footnotes`, `endnotes`. Raises DamagedReport, LockedReport, TooLargeReport."""
    from lxml import etree

    problem = Words(zh="docx 的内容不完整", en="what the docx packs is incomplete")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = _names(archive)
            size = sum(archive.getinfo(name).file_size for name in names.values())
            if size > _MOST_BYTES:
                raise TooLargeReport(file=path.name, size=-(-size // 1_000_000), most=_MOST_BYTES // 1_000_000)
            if any(archive.getinfo(name).flag_bits & 1 for name in names.values()):
                raise LockedReport(file=path.name)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
            parts = {part: etree.fromstring(archive.read(name).replace(*_STRICT), parser) for part, name in names.items()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, KeyError, etree.XMLSyntaxError):
        raise DamagedReport(file=path.name, problem=problem) from None
    # Word writes none; what its entities stand for is not read, so that text would be missing.
    if any(part.getroottree().docinfo.doctype for part in parts.values()):
        raise DamagedReport(file=path.name, problem=Words(zh="它自带 DTD（实体声明），不予读取", en="it brings a DTD (declared entities), which is not read"))
    return parts


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part → its name in the package. Raises KeyError where there is no document."""
    known = set(archive.namelist())
    body = sorted(name for name in known if BODY.fullmatch(name))
    if not body:
        raise KeyError("word/document.xml")
    others = {part: f"word/{part}.xml" for part in ("styles", "numbering", "footnotes", "endnotes")}
    return {"document": body[0]} | {part: name for part, name in others.items() if name in known}


def value(element: Any, name: str, default: str = "") -> str:
    """The `w:val` of the child of that name (a path of names), or `default` where there is no such child."""
    found = None if element is None else element.find(_path(name))
    return default if found is None else found.get(f"{W}val", default)


@cache
def _path(name: str) -> str:
    return "/".join(f"{W}{step}" for step in name.split("/"))


def whole(text: str | None) -> int | None:
    """A whole number as XML writes it."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None


def is_on(element: Any, name: str) -> bool:
    """Whether the child of that name switches something on: it does so without a value, too."""
    found = None if element is None else element.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def tag_of(element: Any) -> str:
    """The element's name without its namespace: what draws a text box has one of its own."""
    tag: str = element.tag
    return tag[_LENGTH:] if tag.startswith(W) else tag.rpartition("}")[2]
