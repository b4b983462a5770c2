"""The page that is about to be published, read as its strictest reader would: what cannot be right stops it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.errors import NotFitToPublish
from nianbao.figures import read_figures
from nianbao.rolling import OFFICES, is_rolled_up, read_offices
from nianbao.words import Words
from nianbao.work import Work

if TYPE_CHECKING:
    from nianbao.auditing import Document, Finding

PAGE = "review.html"
_SHOWN = 5


def require_right(work: Work, folder: Path) -> None:
    """Raises NotFitToPublish where the page says what cannot be right, with the text that each place is to be mended in.

    Of an English page the marked numbers alone are looked at: claims are read in Chinese.
    """
    from nianbao.auditing.opening import open_document

    document = open_document(folder / PAGE)
    errors = [finding for finding in _found(work, folder, document) if finding.severity == "error"]
    if not errors:
        return
    own = _sections(folder / PAGE)
    shown = [_told(finding, _place(work, document, finding, own)) for finding in errors[:_SHOWN]]
    places = Words(zh="；".join(one.zh for one in shown), en="; ".join(one.of("en") for one in shown))
    raise NotFitToPublish(
        count=len(errors), places=places, step=f"nianbao {'rollup' if is_rolled_up(work) else 'run'} {work.office.id} {work.year}",
        page=work.review / PAGE, office=work.office.id, year=work.year,
    )  # fmt: skip


def _found(work: Work, folder: Path, document: Document) -> Iterator[Finding]:
    if work.lang != "zh":
        from nianbao.auditing.records.within import marks_apart

        yield from marks_apart(document)
        return
    from nianbao.auditing import audit

    offices = read_offices(folder / OFFICES) if (folder / OFFICES).exists() else None
    yield from (issue.finding for issue in audit(document, work.year, read_figures(folder / "figures.json"), offices=offices).issues)


def _told(finding: Finding, place: Words) -> Words:
    quote = finding.quote or "…"
    return Words(
        zh=f"“{quote}”：{finding.message.zh.rstrip('。')}（{place.zh}）", en=f"“{quote}”: {finding.message.of('en').rstrip('.')} ({place.of('en')})"
    )  # fmt: skip


def _place(work: Work, document: Document, finding: Finding, sections: dict[str, str]) -> Words:
    """Where the place is mended: in the office's own text, else in the notebook's, else in the records."""
    start = document.text.rfind("\n", 0, finding.start) + 1
    end = document.text.find("\n", finding.end)
    line = _bare(document.text[start : end if end >= 0 else None])
    section = next((name for name, text in sections.items() if line and line in text), "")
    if not section:
        return Words(zh="由记录生成：改 corrections.csv", en="made from the records: mend it in corrections.csv")
    file = f"{section}{'' if work.lang == 'zh' else '.' + work.lang}.md"
    if (work.raw / "text" / file).is_file():
        return Words(zh=f"改 text/{file}", en=f"mend it in text/{file}")
    return Words(zh=f"笔记本的 {section} 一节：写 text/{file} 代替", en=f"the notebook's section {section}: write text/{file} in its stead")


def _sections(page: Path) -> dict[str, str]:
    """Section of prose → its words without blanks."""
    from nianbao.proofing.page import tree

    root: Any = tree(page.read_text("utf-8"))
    return {section.get("data-section"): _bare(section.text_content()) for section in root.iter("section") if section.get("data-section")}


def _bare(text: str) -> str:
    return "".join(text.replace("\u2060", "").split())
