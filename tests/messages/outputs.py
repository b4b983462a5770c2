"""Results that could not be made, written or proved."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from nbformat import v4
from tests.messages.ground import NAME, PHONE, Ground, nobody
from tests.messages.provoking import Cases
from tests.unit.review_sample import notebook, sample_work

from nianbao import review
from nianbao.cleaning import key_fingerprint
from nianbao.exporting.fonts import _found, faces_of
from nianbao.exporting.glyphs import all_can_be_set
from nianbao.exporting.page import page
from nianbao.exporting.pdf import pdf
from nianbao.exporting.tree import parsed
from nianbao.exporting.word import docx
from nianbao.figures import read_figures
from nianbao.proofing import executed_page, require_private, require_read_back

CASES = Cases()


def shown(at: Ground, html: str) -> object:
    """A review with this in it, as the notebook of a run leaves it."""
    work = sample_work(at.root / "sample")
    return notebook(review.opening(work, ["petitions.closed"]), html)


@CASES
def review_not_run(at: Ground) -> None:
    page(v4.new_notebook(cells=[v4.new_code_cell("1")]))


@CASES
def review_that_broke(at: Ground) -> None:
    told = v4.new_output("error", ename="KeyError", evalue=f"'{NAME}'", traceback=[])
    page(v4.new_notebook(cells=[v4.new_code_cell("names[x]", outputs=[told])]))


CASES.each(
    "no_figures",
    {"torn": '[{"name": "petitions.rec', "others": '{"a": 1}', "no_numbers": '[{"name": "a"}]', "deep": "[" * 100_000},
    lambda at, text: read_figures(at.write("reviews/town/2023/figures.json", text)),
)


@CASES
def notice_without_its_place(at: Ground) -> None:
    made = shown(at, "<p>x</p>")
    for cell in made.cells:
        for output in cell.get("outputs", []):
            output.data["text/html"] = output.data["text/html"].replace('<div class="office">', "<div>")
    made.metadata["nianbao_edition"] = {"mark": "第2版", "sentence": "x", "on": "2024-05-06"}
    page(made)


CASES.each(
    "picture",
    {"no_base64": "data:image/png;base64,*", "no_picture": f"data:image/png;base64,{b64encode(b'x').decode()}", "no_drawing": f"data:image/svg+xml;base64,{b64encode(b'<svg').decode()}"},
    lambda at, src: docx(page(shown(at, f'<p>x</p><figure><img src="{src}" alt="x"></figure>'))),
)
CASES.each(
    "pdf_picture",
    {"no_drawing": f"data:image/svg+xml;base64,{b64encode(b'<svg').decode()}"},
    lambda at, src: pdf(page(shown(at, f'<p>x</p><figure><img src="{src}" alt="x"></figure>'))),
)
CASES.each(
    "no_glyph",
    {
        "heading": "<h2>𠮷祥村</h2>", "table": "<table><caption>各村</caption><tr><td>𠮷祥村</td></tr></table>", "text": "<p>今年在𠮷祥村。</p>",
        "chart": '<figure><div class="finding">村多</div><img src="x" alt="𠮷祥村1"></figure>', "many": "".join(f"<p>{n}𠮷</p>" for n in range(5)),
    },
    lambda at, html: all_can_be_set(parsed(html).root, faces_of("package").covered),
)  # fmt: skip


@CASES
def no_font(at: Ground) -> None:
    _found("body", [])


CASES.each(
    "not_as_printed",
    {"html": 'data-figure="petitions.closed">2<'},
    lambda at, old: (at.reviewed(), _changed(at.review / "review.html", old, old.replace(">2<", ">3<")), require_read_back(at.review, executed_page(at.review))),
)


def _changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


CASES.each(
    "personal",
    {"name": f"<p>{NAME}来访。</p>", "phone": f"<p>电话{PHONE}。</p>", "many": "".join(f"<h2>第{n}节</h2><p>{NAME}来访</p>" for n in "甲乙丙丁戊己庚")},
    lambda at, html: (at.reviewed(), _changed(at.review / "review.html", "</section>", f"{html}</section>"), require_private(at.work(), at.review)),
)


@CASES
def personal_in_the_name_of_a_raw_file(at: Ground) -> None:
    at.reviewed().put(f"{NAME}信访.csv", "a,b\n1,2\n")
    _changed(at.review / "review.html", "</section>", f"<p>{NAME}信访.csv</p></section>")
    require_private(at.work(), at.review)


@CASES
def personal_in_the_reason_for_an_edition(at: Ground) -> None:
    _changed(at.reviewed().review / "review.html", "</section>", f"<p>{NAME}来访</p></section>")
    require_private(at.work(), at.review, f"补报{NAME}一件")


@CASES
def folder_that_may_not_be_written(at: Ground) -> None:
    at.petitions("信访件编号 | 登记时间\nP1 | 2023-01-05\n")
    work = at.work()
    from nianbao.folders import whole

    with nobody(at), whole(work.clean):
        pass


@CASES
def file_in_the_way_of_a_folder(at: Ground) -> None:
    at.write("data/clean")
    at.clean()


@CASES
def disk_full(at: Ground) -> None:
    from nianbao.folders import whole

    with whole(at.work().review) as folder:
        (folder / "review.html").symlink_to("/dev/full")
        (folder / "review.html").write_bytes(b"x" * 100_000)


@CASES
def key_that_is_none(at: Ground) -> None:
    (at.root.parent / "key").write_text("no key")
    (at.root.parent / "key").chmod(0o600)
    key_fingerprint()


@CASES
def key_that_others_may_read(at: Ground) -> None:
    (at.root.parent / "key").write_text("ab" * 32)
    (at.root.parent / "key").chmod(0o644)
    key_fingerprint()


@CASES
def not_forgotten(at: Ground) -> None:
    at.put("台账.csv", "a,b\n1,2\n")
    (at.root / "data/clean/town").mkdir(parents=True)
    (at.root / "data/clean/town/2023").symlink_to(at.root.parent)
    at.nianbao("forget", "town", 2023, "--yes")


@CASES
def key_that_may_not_be_written(at: Ground) -> None:
    with nobody(at):
        key_fingerprint()


@CASES
def lock_that_may_not_be_written(at: Ground) -> None:
    at.write("data/runs")
    at.nianbao("publish", "town", 2023)


@CASES
def dictionary_below_a_file(at: Ground) -> None:
    at.write("out")
    at.nianbao("tables", "petitions", "--markdown", "out/tables")


@CASES
def table_below_a_file(at: Ground) -> None:
    at.write("expectations")
    at.nianbao("new-table", "visits", at.write("走访.csv", "村,日期\n甲村,2023-01-05\n"))


@CASES
def split_below_a_file(at: Ground) -> None:
    at.write("data/raw/village/office.yml", 'name: {zh: 甲村}\ncode: "1"\n')
    at.write("data/raw/village/2023")
    at.nianbao("split", at.write("台账.csv", "单位代码,日期\n1,2023-01-05\n"), 2023)


@CASES
def snapshot_below_a_file(at: Ground) -> None:
    from nianbao.explaining import keep

    at.registered().write("data/runs")
    keep(at.work(), "20240220T090000Z-0001")
