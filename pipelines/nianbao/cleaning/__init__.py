"""Raw cells → typed records, with what could not be read named and kept."""

from nianbao.cleaning.corrections import Correction, read_corrections
from nianbao.cleaning.privacy import HIDDEN, key_file, key_fingerprint, masked, pseudonym, read_key
from nianbao.cleaning.records import FILE, ROW, SHEET, Records
from nianbao.cleaning.sheets import CleanSheet, Quarantined
from nianbao.cleaning.year import Cleaned, clean, clean_folder
from nianbao.reading import letter_of

__all__ = [
    "FILE", "HIDDEN", "ROW", "SHEET", "CleanSheet", "Cleaned", "Correction", "Quarantined", "Records", "clean",
    "clean_folder", "key_file", "key_fingerprint", "letter_of", "masked", "pseudonym", "read_corrections", "read_key",
]  # fmt: skip
