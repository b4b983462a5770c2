"""A column of values, each distinct one kept once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Coded:
    """`values[places[i]]` is the value of row i."""

    values: pa.Array
    places: np.ndarray

    def at(self, rows: np.ndarray) -> Coded:
        """The same of these rows alone, by index in ascending order."""
        return self if len(rows) == len(self.places) else Coded(self.values, self.places[rows])

    def array(self) -> pa.Array:
        """Row by row."""
        return self.values.take(pa.array(self.places))
