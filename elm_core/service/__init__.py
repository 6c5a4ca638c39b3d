"""The verbs that the worker calls: plain data in, plain data out."""

from elm_core.service.service import Service

__all__ = ["Service"]
