"""What a review notebook shows: prose with figures, tables, charts, checks, and where the data came from."""

from nianbao.review.charts import bars, months
from nianbao.review.checks import checks
from nianbao.review.opening import opening
from nianbao.review.prose import added_sections
from nianbao.review.provenance import files, provenance
from nianbao.review.records import records
from nianbao.review.remaining import other_tables
from nianbao.review.sources import sources
from nianbao.review.structure import part, signatures, without_records
from nianbao.review.tables import breakdown, comparison

__all__ = [
    "added_sections", "bars", "breakdown", "checks", "comparison", "files", "months", "opening", "other_tables", "part", "provenance",
    "records", "signatures", "sources", "without_records",
]  # fmt: skip
