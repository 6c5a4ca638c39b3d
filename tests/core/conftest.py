"""Property tests watch no clock: on a busy machine any example may take long."""

from hypothesis import settings

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")
