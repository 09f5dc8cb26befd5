"""Prints what the answers say: python -m some_project."""

from some_project.answers import ANSWERS


def summary(answers: list[int]) -> str:
    """The mean of the answers, with how many there are."""
    return f"{sum(answers) / len(answers):.1f} of 5, from {len(answers)} answers"


if __name__ == "__main__":
    print(summary(ANSWERS))
