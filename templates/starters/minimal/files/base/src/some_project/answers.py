"""The answers, from 1 to 5."""

ANSWERS = [4, 5, 3, 4]
