"""Makes pipelines/nianbao/fonts/NianbaoSerifSC-Regular.otf, the PDF's body typeface, the same bytes each time.

    python tools/body_font.py NotoSerifCJK-Regular.ttc Unihan_OtherMappings.txt

Both files are Debian's: fonts-noto-cjk has the first, unicode-data the second (Unihan's kTGH numbers the 8,105 characters of
通用规范汉字表). Of the Simplified Chinese face it keeps those, Latin, Greek, punctuation and signs. The OFL lets a subset
go under another name only; the text of the licence lies beside the font.
"""

from __future__ import annotations

import bz2
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).parents[1] / "pipelines" / "nianbao" / "fonts" / "NianbaoSerifSC-Regular.otf"
FACE, FAMILY = "Noto Serif CJK SC", "Nianbao Serif SC"
_CHARACTERS_OF_THE_TABLE = 8105
# Letters with accents, Greek, punctuation, currency, letter-like signs, Roman numerals, arrows, sums, circled numbers,
# shapes, ticks, Chinese punctuation, bracketed signs and units, full-width forms.
_BLOCKS = [
    (0x20, 0x17F), (0x2C0, 0x2DF), (0x370, 0x3FF), (0x2000, 0x214F), (0x2150, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x27BF),
    (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF),
]  # fmt: skip


def main(collection: str, unihan: str) -> None:
    wanted = table_of_characters(Path(unihan))
    assert len(wanted) == _CHARACTERS_OF_THE_TABLE, f"{len(wanted)} characters instead of {_CHARACTERS_OF_THE_TABLE}"
    font = face(Path(collection))
    lacking = sorted(wanted - font.getBestCmap().keys())
    assert not lacking, f"the face lacks {lacking}"
    only_digits_half_wide(font)
    options = subset.Options(layout_features=["ccmp", "hwid", "kern", "liga", "locl"], hinting=False, name_IDs=["*"])
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[*wanted, *(code for first, last in _BLOCKS for code in range(first, last + 1))])
    cut.subset(font)
    rename(font)
    font.recalcTimestamp = False
    font.save(OUT)
    print(f"{OUT}: {OUT.stat().st_size:,} bytes, {len(font.getBestCmap()):,} characters")


def table_of_characters(unihan: Path) -> set[int]:
    """The code points that Unihan gives a number in the table of 2013."""
    content = bz2.decompress(unihan.read_bytes()) if unihan.suffix == ".bz2" else unihan.read_bytes()
    fields = (line.split("\t") for line in content.decode().splitlines())
    return {int(field[0][2:], 16) for field in fields if len(field) == 3 and field[1] == "kTGH"}


def face(collection: Path) -> TTFont:
    """The Simplified Chinese face of the collection."""
    for number in range(5):
        font = TTFont(collection, fontNumber=number, lazy=True)
        if font["name"].getDebugName(1) == FACE:
            return font
    raise SystemExit(f"no {FACE} in {collection}")


def only_digits_half_wide(font: TTFont) -> None:
    """Of the feature `hwid`, which makes letters and signs half a character wide, digits alone stay: columns of numbers
    stand under each other, and a point is no wider than it is."""
    digits = {font.getBestCmap()[ord(digit)] for digit in "0123456789"}
    table = font["GSUB"].table
    found = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "hwid"]
    for number in {number for feature in found for number in feature.LookupListIndex}:
        for part in table.LookupList.Lookup[number].SubTable:
            part = getattr(part, "ExtSubTable", part)
            part.mapping = {name: narrow for name, narrow in part.mapping.items() if name in digits}


def rename(font: TTFont) -> None:
    """A name of its own everywhere; copyright, licence and makers stay."""
    names = font["name"]
    names.names = [entry for entry in names.names if entry.nameID in (0, 5, 7, 8, 9, 11, 13, 14)]
    plain = FAMILY.replace(" ", "")
    for number, name in {1: FAMILY, 2: "Regular", 3: f"{plain}-Regular", 4: FAMILY, 6: f"{plain}-Regular"}.items():
        names.setName(name, number, 3, 1, 0x409)
    font["CFF "].cff.fontNames = [f"{plain}-Regular"]
    top = font["CFF "].cff.topDictIndex[0]
    top.FullName, top.FamilyName = FAMILY, FAMILY


if __name__ == "__main__":
    main(*sys.argv[1:])
