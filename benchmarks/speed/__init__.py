"""Speed in the page, beside native code and peers. Native code runs on one thread here."""

import os

for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"  # BLAS reads it while NumPy is imported
