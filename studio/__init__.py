"""The content studio: one master asset in, the version that fits every platform out, with the reasons.

The way through, one package a step, data goes down and never back up:
``ingest`` -> ``analyse`` -> ``plan`` -> ``render`` -> ``check`` -> ``pack``. See ``docs/architecture.md``.
"""

__version__ = "0.1.0"
