"""The choice of a model by leave-one-out."""
