"""The rules: what is owed, what an answer means, what happens next. Pure functions of a state and *now*.

Standard library only, no I/O, no async and no clock of its own.
"""
