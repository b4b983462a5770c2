"""The prose of a review as readers see it."""

from tests.published import html, section

from nianbao.publishing.prose import sections, title


def read(tmp_path, body):
    (tmp_path / "review.html").write_text(html(body), "utf-8")
    return sections(tmp_path / "review.html")


def test_paragraphs_stand_under_their_headings_with_the_figures_printed_there(tmp_path):
    data = '<data value="427" data-figure="petitions.closed">427</data>'
    table = f'<table><caption>表</caption><tr><td><p>{data}</p></td></tr></table><figure data-figure="no"><p>图</p></figure>'
    found = read(tmp_path, section("summary", "", "开头。") + section("petitions", "信访工作", f"办结{data}件。", anchor="section-1-6") + table)
    assert [(part.id, part.heading, part.level, part.paragraphs, part.figures) for part in found] == [
        ("main", "", 2, ["开头。"], []), ("section-1-6", "信访工作", 3, ["办结427件。"], ["petitions.closed"]),
    ]  # fmt: skip
    assert title(tmp_path / "review.html") == "2023年年报"


def test_what_opens_on_demand_and_marks_against_breaks_are_no_prose(tmp_path):
    extra = '<button>？</button><span popover id="x"><data data-figure="other">427</data>行</span><span hidden>藏</span><script>1</script><span aria-hidden="true">×</span>'
    (_, part) = read(tmp_path, section("petitions", "信访", f"办结\u206042\u20607{extra}件。"))
    assert part.paragraphs == ["办结427件。"]
    assert part.figures == []


def test_lists_are_prose_and_told_once(tmp_path):
    body = '<section data-section="plans"><h2 id="p">计划</h2><ul><li>一<ul><li>甲</li></ul></li><li><p>二</p></li></ul></section>'
    (_, part) = read(tmp_path, body)
    assert part.paragraphs == ["一甲", "二"]
