"""The words of the register, as its triggers would have them."""

from bench.loading import Load
from bench.tables.world import World, table
from companies.models import Company, CompanyWord, Workplace, WorkplaceWord

_WORDS = """
INSERT INTO {words} (row_id, word, name_key)
SELECT DISTINCT r.id, left(each.word, 60), r.name_key
  FROM {rows} r, unnest(tsvector_to_array(r.search)) AS each(word)
"""


def loads(world: World) -> list[Load]:
    """Return how the words are filled."""
    return [
        Load(words, [_WORDS.format(words=table(words), rows=table(rows))], [rows])
        for words, rows in ((CompanyWord, Company), (WorkplaceWord, Workplace))
    ]
