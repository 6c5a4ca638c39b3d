"""Steps after one another or side by side, and models that stay as they are."""
