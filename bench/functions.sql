-- Arithmetic of the builder, in a schema that is dropped when the data stand.
-- {a} tenths belong to jobcentre 1, {others} jobcentres share the rest; see sizes.py.
CREATE SCHEMA bench;

CREATE FUNCTION bench.jc(i bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN i % 10 < {a} THEN 1
    ELSE 2 + ((i / 10) * (10 - {a}) + i % 10 - {a}) % {others} END $$;

-- The number of row i within its jobcentre, from 0.
CREATE FUNCTION bench.nr(i bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN i % 10 < {a} THEN (i / 10) * {a} + i % 10
    ELSE ((i / 10) * (10 - {a}) + i % 10 - {a}) / {others} END $$;

-- The id of number k in jobcentre j: the row i of the two functions above, and one more.
CREATE FUNCTION bench.id(j bigint, k bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 1 + CASE WHEN j = 1 THEN (k / {a}) * 10 + k % {a}
    ELSE ((k * {others} + j - 2) / (10 - {a})) * 10 + {a} + (k * {others} + j - 2) % (10 - {a})
    END $$;

-- 24 bits that look like chance and are the same every time.
CREATE FUNCTION bench.h(i bigint, salt int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ((((i + salt * 7919) * 2654435761) & 4294967295) >> 8)::int $$;

-- A public id in the form of UUID version 7 that follows from the table and the row.
CREATE FUNCTION bench.pid(tag int, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex(1600000000000 + i * 31), 12, '0') || '7'
    || overlay(substr(md5(tag::text || '.' || i), 1, 19) placing '8' from 4 for 1))::uuid $$;

CREATE FUNCTION bench.cvr(i bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (n + CASE WHEN (9 * 2 + 9 * 7 + (n / 100000 % 10) * 6 + (n / 10000 % 10) * 5
    + (n / 1000 % 10) * 4 + (n / 100 % 10) * 3 + (n / 10 % 10) * 2 + n % 10) % 11 = 0
    THEN 1 ELSE 0 END)::text FROM (SELECT 99100000 + 2 * i AS n) base $$;

CREATE FUNCTION bench.pick(words text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT words[1 + n % cardinality(words)] $$;
