"""Mathematics: arrays in, arrays out. No state, no validation of user input."""
