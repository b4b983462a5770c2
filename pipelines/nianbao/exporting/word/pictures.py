"""Pictures of the Word review: drawings as PNG of 300 dots an inch, by Typst, and pictures as they came."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from pathlib import Path

from nianbao.errors import RenderFailed
from nianbao.exporting.word.markup import SPACES, Element, clean, w
from nianbao.exporting.word.source import Node
from nianbao.folders import scratch
from nianbao.review.typeface import font_file
from nianbao.words import Words

DOTS_PER_INCH = 300
_EMU_PER_INCH, _EMU_PER_MM = 914400, 36000
_WIDEST, _HIGHEST = 156 * _EMU_PER_MM, 190 * _EMU_PER_MM
_SVG = "data:image/svg+xml;base64,"


def pngs(root: Node, drawings: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PNG of each drawing of the tree, and of each SVG picture, by its `src`, as wide as the text at most. Raises RenderFailed."""
    wanted = {}
    for src in (image.get("src", "") for image in root.iter("img")):
        if src in drawings:
            wanted[src] = drawings[src]
        elif src.startswith(_SVG):
            wanted[src] = decoded(src)
    return dict(zip(wanted, _drawn(list(wanted.values())), strict=True))


def decoded(src: str) -> bytes:
    """What an address `data:…;base64,…` holds. Raises RenderFailed."""
    try:
        return b64decode(src.partition(",")[2], validate=True)
    except NotBase64 as error:
        raise RenderFailed(output="Word", problem=Words(zh="有一幅图的地址不是 Base64", en="the address of a picture is not in Base64")) from error


def drawing(key: str, number: int, size: tuple[int, int], alt: str) -> Element:
    """The picture of the relationship `key`, in the line; `size` is in EMU, 914,400 an inch."""
    from lxml import etree

    def made(prefix: str, tag: str, *children: Element, **attributes: object) -> Element:
        found = etree.Element(f"{{{SPACES[prefix]}}}{tag}", {name: clean(str(value)) for name, value in attributes.items()}, nsmap=SPACES)
        found.extend(children)
        return found

    width, height = size
    name = f"picture {number}"
    blip = made("a", "blip")
    blip.set(f"{{{SPACES['r']}}}embed", key)
    shape = made(
        "pic", "spPr",
        made("a", "xfrm", made("a", "off", x=0, y=0), made("a", "ext", cx=width, cy=height)),
        made("a", "prstGeom", made("a", "avLst"), prst="rect"),
    )  # fmt: skip
    picture = made(
        "pic", "pic",
        made("pic", "nvPicPr", made("pic", "cNvPr", id=number, name=name, descr=alt), made("pic", "cNvPicPr")),
        made("pic", "blipFill", blip, made("a", "stretch", made("a", "fillRect"))),
        shape,
    )  # fmt: skip
    inline = made(
        "wp", "inline",
        made("wp", "extent", cx=width, cy=height),
        made("wp", "docPr", id=number, name=name, descr=alt),
        made("wp", "cNvGraphicFramePr", made("a", "graphicFrameLocks", noChangeAspect=1)),
        made("a", "graphic", made("a", "graphicData", picture, uri=SPACES["pic"])),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
    return w("r", w("drawing", inline))


def measured(content: bytes, dots_per_inch: int | None) -> tuple[str, str, tuple[int, int]]:
    """Ending, media type and size in EMU, no larger than the page has room; without `dots_per_inch` the picture says it itself.

    Raises RenderFailed where it is no picture.
    """
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        found = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise RenderFailed(output="Word", problem=Words(zh="有一幅图不是图片文件", en="a picture is not one")) from error
    across, down = (dots_per_inch or found.horz_dpi), (dots_per_inch or found.vert_dpi)
    width, height = found.px_width * _EMU_PER_INCH / across, found.px_height * _EMU_PER_INCH / down
    share = min(1, _WIDEST / width, _HIGHEST / height)
    return found.ext, found.content_type, (round(width * share), round(height * share))


def _drawn(svgs: list[bytes]) -> list[bytes]:
    if not svgs:
        return []
    import typst

    source = ["#set page(width: auto, height: auto, margin: 0pt)"]
    with scratch() as folder:
        for number, svg in enumerate(svgs):
            (Path(folder) / f"{number}.svg").write_bytes(svg)
            source.append(f'#page(context {{ let it = image("{number}.svg"); if measure(it).width > 156mm {{ image("{number}.svg", width: 156mm) }} else {{ it }} }})')
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_file().parent)])
        try:
            made = typst.compile("\n".join(source).encode(), root=folder, format="png", ppi=DOTS_PER_INCH, font_paths=fonts)
        except typst.TypstError as error:
            told = str(error.message).splitlines()[0]
            raise RenderFailed(output="Word", problem=Words(zh=f"有一幅图画不出来（{told}）", en=f"a picture cannot be drawn ({told})")) from error
    return [made] if isinstance(made, bytes) else list(made)
