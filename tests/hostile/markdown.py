"""What Markdown of a section may become: tags, attributes and addresses; and the places in it where a text can stand."""

from __future__ import annotations

from lxml import html

from nianbao.review.markdown import rendered

TAGS = {"a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "img"}
ATTRIBUTES = {("a", "href"), ("a", "title"), ("img", "src"), ("img", "alt"), ("img", "title"), ("ol", "start"), ("code", "class"), ("th", "style"), ("td", "style")}
AROUND = (
    "{}", "**{}**", "# {}", "- {}", "> {}", "`{}`", "| a |\n|---|\n| {} |", "[{}](http://x/)", "![{}](x)", "[x](<{}>)", '[x](http://x/ "{}")', "```{}\n```", "[x][y]\n\n[y]: {}",
)  # fmt: skip


def markup_faults(text: str) -> list[str]:
    """What of the HTML is none of Markdown's, leads elsewhere or is fetched."""
    root = html.fragment_fromstring(rendered(text), create_parent="div")
    found = list(root.iterdescendants())
    bad = [f"<{node.tag}>" for node in found if node.tag not in TAGS]
    bad += [f"{node.tag} {name}" for node in found for name in node.attrib if (node.tag, name) not in ATTRIBUTES]
    bad += [node.get("href") for node in found if node.tag == "a" and not node.get("href").lower().startswith(("http://", "https://", "mailto:"))]
    return bad + [node.get("src") for node in found if node.tag == "img" and not node.get("src").startswith(("data:image/png;base64,", "data:image/jpeg;base64,"))]
