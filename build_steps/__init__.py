"""The steps of build.py, one idea a module, on the standard library alone."""
