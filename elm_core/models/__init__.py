"""Estimators, one family a file."""
