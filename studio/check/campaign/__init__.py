"""The library of checks of a whole campaign: its brief, its calendar, its metrics, all its outputs and posts.

Each is pure: ``f(campaign, *, params)`` in, a verdict out.
"""
