"""What a page needs in one object: raw samples in, labels and probabilities out."""
