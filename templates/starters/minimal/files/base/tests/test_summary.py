import unittest

from some_project.__main__ import summary
from some_project.answers import ANSWERS


class Summary(unittest.TestCase):
    def test_mean(self) -> None:
        self.assertEqual(summary([2, 4]), "3.0 of 5, from 2 answers")

    def test_answers(self) -> None:
        self.assertTrue(all(1 <= answer <= 5 for answer in ANSWERS))
