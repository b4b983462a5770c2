"""The package of a Word document: its parts, how they refer to each other, and the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from docx.opc.constants import CONTENT_TYPE as TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATED
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from nianbao.exporting.word.markup import Element, clean
from nianbao.exporting.word.pictures import DOTS_PER_INCH, decoded, drawing, measured
from nianbao.exporting.word.source import Node

_LONGEST_PROPERTY = 255
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of one document. `drawings` has the PNG of each drawing by its `src`."""

    def __init__(self, drawings: Mapping[str, bytes]) -> None:
        self._package = OpcPackage()
        self._main = self._part("word/document.xml", TYPE.WML_DOCUMENT_MAIN, b"")
        self._package.relate_to(self._main, RELATED.OFFICE_DOCUMENT)
        self._drawings = drawings
        self._pictures: dict[bytes, str] = {}
        self._shown = 0

    def add(self, name: str, kind: str, content: bytes) -> str:
        """Adds word/<name>.xml, of the kind that both its media type and its relation go by; returns the relationship's id."""
        part = self._part(f"word/{name}.xml", getattr(TYPE, f"WML_{kind}"), content)
        return str(self._main.relate_to(part, getattr(RELATED, kind)))

    def link(self, address: str) -> str:
        """The id of the relationship to an address of the web."""
        return str(self._main.relate_to(address, RELATED.HYPERLINK, is_external=True))

    def picture(self, image: Node) -> Element | None:
        """The drawing of an <img>; None where its address is not in the page itself. Raises RenderFailed."""
        src = image.get("src", "")
        if src in self._drawings:
            content, dots = self._drawings[src], DOTS_PER_INCH
        elif src.startswith("data:"):
            content, dots = decoded(src), None
        else:
            return None
        ending, media, size = measured(content, dots)
        if content not in self._pictures:
            part = self._part(f"word/media/image{len(self._pictures) + 1}.{ending}", media, content)
            self._pictures[content] = str(self._main.relate_to(part, RELATED.IMAGE))
        self._shown += 1
        return drawing(self._pictures[content], self._shown, size, image.get("alt", ""))

    def saved(self, document: bytes, facts: Mapping[str, Any], language: str) -> bytes:
        """The file, with `document` as its main part. Its dates are the day of the figures."""
        self._main._blob = document
        self._describe(facts, language)
        out = io.BytesIO()
        self._package.save(out)
        return _dateless(out.getvalue())

    def _describe(self, facts: Mapping[str, Any], language: str) -> None:
        told, day = self._package.core_properties, date.fromisoformat(facts["as_of"])
        title, office = (clean(facts[name])[:_LONGEST_PROPERTY] for name in ("title", "office"))
        told.title, told.author, told.last_modified_by = title, office, office
        told.language, told.revision = language, 1
        told.created = told.modified = datetime(day.year, day.month, day.day)

    def _part(self, name: str, media: str, content: bytes) -> Part:
        return Part(PackURI(f"/{name}"), media, content, self._package)


def _dateless(archive: bytes) -> bytes:
    """The archive with the dates of its members set to that at which ZIP begins."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _EPOCH), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
