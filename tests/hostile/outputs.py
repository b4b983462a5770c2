"""What must not stand in anything that nianbao makes: looked for in its pages, in Word, in workbooks, tables and texts."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

from tests.hostile.payloads import RAN, SECRET

# What stands in the files that the texts ask for.
READ = (SECRET, "root:x:0:0", "; for 16-bit app support")
# Fields that our own Word review has: page numbers, contents.
_FIELDS = re.compile(r"\s*(?:PAGE|PAGEREF|TOC|HYPERLINK \\l|REF|NUMPAGES|SEQ)\b")
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_UNSTEERED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_POLICY = "Content Security Policy"  # as the browser speaks of what it stops
# Everything in a page that runs, fetches or leads elsewhere, as its elements have it.
ACTIVE = """() => [
  ...[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => /^on/i.test(a.name)).map(a => `${e.tagName} ${a.name}`)),
  ...[...document.querySelectorAll('iframe,object,embed,base,form:not(.search),meta[http-equiv=refresh],applet,frame,portal,audio,video')].map(e => e.tagName),
  ...[...document.querySelectorAll('script')].filter(e => e.src && !e.src.startsWith(document.baseURI.replace(/[^/]*$/, ''))).map(e => e.src),
  ...[...document.querySelectorAll('link')].filter(e => e.href !== 'data:,').map(e => e.href),
  ...[...document.querySelectorAll('[src]:not(script),[srcset],[poster],[background]')].filter(e => !(e.getAttribute('src') || '').startsWith('data:image/')).map(e => e.outerHTML),
  ...[...document.querySelectorAll('[href]')].filter(e => !/^(https?:|mailto:|file:|#|data:,$)/i.test(e.href.baseVal ?? e.href)).map(e => e.outerHTML),
  ...[...document.querySelectorAll('a[href]')].filter(e => e.href.startsWith('file:') && !e.href.startsWith(location.href.split('/w/')[0])).map(e => e.href),
]"""
# What a text would do if it stood in the page as markup, put there: the page's policy has to stop it.
INJECT = """() => {
  const script = document.createElement('script');
  script.textContent = 'ran=2';
  document.body.append(script);
  document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="ran=3"><a href="javascript:ran=4" id="hostile">x</a>'
    + '<img src="http://hostile.invalid/a.png"><iframe srcdoc="<script>parent.ran=5</script>"></iframe><link rel="stylesheet" href="http://hostile.invalid/a.css">');
  document.getElementById('hostile').click();
  const form = document.createElement('form');
  form.action = 'http://hostile.invalid/';
  document.body.append(form);
  form.submit();
}"""


def page_faults(browser: Any, path: Path) -> list[str]:
    """What runs or is fetched when the page is opened and everything in it unfolded, and what of an injected script its policy lets run."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(120_000)  # machines that run tests are shared
    faults: list[str] = []
    asked: list[str] = []
    fetched: list[str] = []
    # What the page's policy stops never comes as far as a route.
    page.route(re.compile("^https?:"), lambda route: (fetched.append(route.request.url), route.abort()))
    page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: faults.append(f"error {error}"))
    page.goto(path.as_uri())
    page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")
    page.mouse.move(200, 200)
    page.keyboard.press("Tab")
    page.wait_for_timeout(50)
    faults += [f"in the page: {one}" for one in page.evaluate(ACTIVE)]
    faults += [f"said: {text}" for text in said]
    faults += [f"asked: {url}" for url in asked if not _is_own(url, path)]
    if page.evaluate("() => typeof window.ran") != "undefined":
        faults.append("a script of the input ran")
    faults += [f"fetched: {url}" for url in fetched]
    before = page.url
    page.evaluate(INJECT)
    for _ in range(100):
        page.wait_for_timeout(50)
        if any(_POLICY in text for text in said):
            break
    page.wait_for_timeout(100)
    if page.url != before or page.evaluate("() => typeof window.ran") != "undefined":
        faults.append(f"the policy lets an injected script run, or the page go elsewhere: {page.url}")
    faults += [f"the policy lets be fetched: {url}" for url in fetched]
    if not any(_POLICY in text for text in said):
        faults.append("the page has no policy that speaks up")
    context.close()
    return faults


def _is_own(url: str, path: Path) -> bool:
    """The page itself, what is embedded in it, and the site's own search."""
    return url.startswith("data:") or url == path.as_uri() or (url.startswith(path.parent.as_uri()) and url.endswith(".js"))


def word_faults(path: Path) -> list[str]:
    """Fields and links of a Word file that come from the input; XML that does not parse."""
    from lxml import etree

    faults = []
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(book.read(name))
            fields = [node.text or "" for node in root.iter("{*}instrText")] + [node.get(key, "") for node in root.iter("{*}fldSimple") for key in node.attrib if key.endswith("instr")]
            faults += [f"{name}: field {text}" for text in fields if not _FIELDS.match(text)]
            external = [node.get("Target", "") for node in root.iter("{*}Relationship") if node.get("TargetMode") == "External"]
            faults += [f"{name}: leads to {target}" for target in external if not target.startswith(("http://", "https://", "mailto:"))]
            faults += [f"{name}: {node.tag}" for node in root.iter("{*}altChunk", "{*}OLEObject", "{*}subDoc", "{*}attachedTemplate")]
    return faults


def workbook_faults(path: Path) -> list[str]:
    """Cells that are formulas, and links out of the workbook."""
    faults = []
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            text = book.read(name).decode("utf-8", "replace")
            faults += [f"{name}: {tag}" for tag in ("<f>", "<f ", "ddeLink", "externalLink", "oleObject", 'TargetMode="External"') if tag in text]
    return faults


def csv_faults(path: Path) -> list[str]:
    """Cells of a table that a spreadsheet takes for formulas."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    return [f"{path.name}: {cell[:60]!r}" for cell in cells if cell.lstrip(" \n\r\t\u3000\u00a0").startswith(_STARTS)]


def json_faults(path: Path) -> list[str]:
    """JSON that does not parse."""
    try:
        lines = path.read_text("utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text("utf-8")]
        for line in lines:
            json.loads(line)
    except ValueError as error:
        return [f"{path.name}: {error}"]
    return []


def text_of(path: Path) -> str:
    """All of a file's text: of a PDF its pages', of a package its parts'."""
    if path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return "\n".join(str(leaf.get_textpage().get_text_range()) for leaf in document)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return path.read_bytes().decode("utf-8", "replace")


def steering(text: str) -> list[str]:
    """The signs in a text that steer what is shown."""
    return [unicodedata.name(sign, f"U+{ord(sign):04X}") for sign in dict.fromkeys(_UNSTEERED.findall(text))]


def faults(browser: Any, path: Path) -> list[str]:
    """All that is wrong with one file, by what it is."""
    text = text_of(path)
    found = [f"{path.name} shows {word}" for word in READ if word in text]
    if path.suffix == ".html":
        found += [f"{path.name}: {sign}" for sign in steering(path.read_text("utf-8"))]
        found += [f"{path.name}: {one}" for one in page_faults(browser, path)]
    checks = {".docx": word_faults, ".xlsx": workbook_faults, ".csv": csv_faults, ".json": json_faults, ".jsonl": json_faults, ".ipynb": json_faults}
    return found + (checks[path.suffix](path) if path.suffix in checks else [])


def made(root: Path) -> list[Path]:
    """Every file of a workspace that nianbao has made, raw files and what people wrote excepted."""
    raw = root / "data" / "raw"
    return [path for path in sorted(root.rglob("*")) if path.is_file() and raw not in path.parents and root / "expectations" not in path.parents]


def traces(*folders: Path) -> list[str]:
    """Files that a text has made by being run."""
    return [str(path) for folder in folders for path in folder.rglob("*") if path.name.startswith(RAN)]
