"""A report held against its year: what does not belong to it, dates that cannot be, and slips of writing."""

from nianbao.auditing.yearly.year import report_year

__all__ = ["report_year"]
