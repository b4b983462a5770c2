"""The data dictionary: what a table's YAML says, for people to read, on the terminal or as pages."""

from nianbao.dictionary.choosing import descriptions
from nianbao.dictionary.entries import Code, Description, Entry, Fact, Section
from nianbao.dictionary.pages import write_pages
from nianbao.dictionary.table import described, described_balances
from nianbao.dictionary.terminal import as_text, columns_of, terminal_width, wrapped

__all__ = [
    "Code", "Description", "Entry", "Fact", "Section", "as_text", "columns_of", "described", "described_balances",
    "descriptions", "terminal_width", "wrapped", "write_pages",
]  # fmt: skip
