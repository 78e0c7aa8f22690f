from django.db import migrations

# EXCEPT is sorted or hashed. Two transition tables joined by id may be read a thousand times over
# each other as long as the words' table has no statistics: three seconds for a thousand rows.
CHANGED = """
CREATE OR REPLACE FUNCTION companies_{table}_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed bigint[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(each.id) INTO changed FROM (
      SELECT id, name_key, search FROM new_rows EXCEPT SELECT id, name_key, search FROM old_rows
    ) each;
    IF changed IS NULL THEN
      RETURN NULL;
    END IF;
    DELETE FROM companies_{table}word WHERE row_id = ANY (changed);
  END IF;
  INSERT INTO companies_{table}word (row_id, word, name_key)
  SELECT DISTINCT n.id, left(each.word, 60), n.name_key
    FROM new_rows n, unnest(tsvector_to_array(n.search)) AS each(word)
   WHERE changed IS NULL OR n.id = ANY (changed);
  RETURN NULL;
END $$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION companies_{table}_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO companies_{table}word (row_id, word, name_key)
    SELECT DISTINCT n.id, left(each.word, 60), n.name_key
      FROM new_rows n, unnest(tsvector_to_array(n.search)) AS each(word);
    RETURN NULL;
  END IF;
  DELETE FROM companies_{table}word w USING new_rows n JOIN old_rows o ON o.id = n.id
   WHERE w.row_id = n.id AND (o.search, o.name_key) IS DISTINCT FROM (n.search, n.name_key);
  INSERT INTO companies_{table}word (row_id, word, name_key)
  SELECT DISTINCT n.id, left(each.word, 60), n.name_key
    FROM new_rows n JOIN old_rows o ON o.id = n.id, unnest(tsvector_to_array(n.search)) AS each(word)
   WHERE (o.search, o.name_key) IS DISTINCT FROM (n.search, n.name_key);
  RETURN NULL;
END $$
"""


def both(statement):
    return [statement.replace('{table}', table) for table in ('company', 'workplace')]


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0024_counted_from_indexes'),
    ]

    operations = [
        migrations.RunSQL(sql=both(CHANGED), reverse_sql=both(BEFORE)),
    ]
