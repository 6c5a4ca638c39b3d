"""Models that learn from rows without labels, or with few."""
