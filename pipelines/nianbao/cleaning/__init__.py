"""Raw cells → typed records, with what could not be read named and kept."""

from nianbao.startup import door

_ROOMS = {
    "corrections": ("Correction", "read_corrections"),
    "own": ("require_own_records",),
    "privacy": ("HIDDEN", "key_file", "key_fingerprint", "masked", "pseudonym", "read_key"),
    "records": ("FILE", "ROW", "SHEET", "Records"),
    "sheets": ("CleanSheet", "Quarantined"),
    "year": ("Cleaned", "clean", "clean_folder"),
}
__getattr__ = door(__name__, _ROOMS)
__all__ = sorted(name for names in _ROOMS.values() for name in names)
