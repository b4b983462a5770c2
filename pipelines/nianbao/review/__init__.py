"""What a review notebook shows: prose with figures, tables, charts, checks, and where the data came from."""

from nianbao.review.charts import bars, months
from nianbao.review.checks import checks
from nianbao.review.opening import opening
from nianbao.review.provenance import provenance
from nianbao.review.tables import breakdown, comparison

__all__ = ["bars", "breakdown", "checks", "comparison", "months", "opening", "provenance"]
