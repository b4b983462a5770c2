"""How every office's year stands: last run, failures, waivers, edition, deadlines. Reads small files only and makes nothing."""

from nianbao.status.last_run import LastRun, last_run
from nianbao.status.offices import Overview, overview
from nianbao.status.page import write_page
from nianbao.status.terminal import as_table
from nianbao.status.year import Standing, standing

__all__ = ["LastRun", "Overview", "Standing", "as_table", "last_run", "overview", "standing", "write_page"]
