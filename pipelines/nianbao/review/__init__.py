"""What a review notebook shows: prose with figures, tables, charts, checks, and where the data came from."""

from nianbao.review.above import handed_up, lines_of_work, opening_above, scope, sums_told
from nianbao.review.beside import far_off, office_bars, offices
from nianbao.review.charts import bars, months
from nianbao.review.checks import checks
from nianbao.review.opening import opening
from nianbao.review.prose import added_sections, preview
from nianbao.review.provenance import files, provenance
from nianbao.review.records import records
from nianbao.review.remaining import other_tables
from nianbao.review.sources import sources
from nianbao.review.structure import part, signatures, without_records
from nianbao.review.tables import breakdown, comparison

__all__ = [
    "added_sections", "bars", "breakdown", "checks", "comparison", "far_off", "files", "handed_up", "lines_of_work", "months", "office_bars",
    "offices", "opening", "opening_above", "other_tables", "part", "preview", "provenance", "records", "scope", "signatures", "sources", "sums_told",
    "without_records",
]  # fmt: skip
