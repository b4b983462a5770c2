"""The offices below → the figures of the level above, and the offices side by side."""

from nianbao.rolling.offices import OFFICES, Offices, Row, is_invented, is_rolled_up, offices_of, read_offices
from nianbao.rolling.outliers import FEWEST, LEAST_WHOLE, Outlier, medians, outliers
from nianbao.rolling.year import RolledUp, add_up, inputs, roll_up

__all__ = [
    "FEWEST", "LEAST_WHOLE", "OFFICES", "Offices", "Outlier", "RolledUp", "Row", "add_up", "inputs", "is_invented", "is_rolled_up", "medians", "offices_of", "outliers", "read_offices", "roll_up",
]  # fmt: skip
