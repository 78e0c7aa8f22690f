"""The words that find a company or a workplace, in order of the alphabet: search as one types.

National like the register, and written by its triggers only (migration `words`). The text index
answers whole words; a beginning such as “re” it must gather from every word that begins so.
"""

from django.db import models

from companies.models.register import Company, Workplace


class RegisterWord(models.Model):
    """A word of a name or town, å as aa, or its Danish stem; with what lists are ordered by."""

    word = models.CharField(max_length=60, db_collation="C")
    name_key = models.CharField(max_length=200, db_collation="C")

    class Meta:
        abstract = True


class CompanyWord(RegisterWord):
    """A word of a company."""

    row = models.ForeignKey(Company, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            # The other words of a row that one word found.
            models.UniqueConstraint(fields=["row", "word"], name="companyword_once"),
        ]
        indexes = [
            # Every row of a beginning, with its place in the list, from the index alone.
            models.Index(fields=["word", "name_key", "row"], name="companyword_by_word"),
        ]


class WorkplaceWord(RegisterWord):
    """A word of a workplace."""

    row = models.ForeignKey(Workplace, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "word"], name="workplaceword_once"),
        ]
        indexes = [
            models.Index(fields=["word", "name_key", "row"], name="workplaceword_by_word"),
        ]
