"""Tables as people bring them: columns, what they hold, and how their cells are read."""

from elm_core.tables.columns import Categorical, as_table
from elm_core.tables.inspection import inspect

__all__ = ["Categorical", "as_table", "inspect"]
