-- Who is signed in, wrong PINs in a row, and what this terminal alone decides.

CREATE TABLE signed_in (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  staff TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_refusal (
  staff TEXT NOT NULL PRIMARY KEY,
  count INTEGER NOT NULL CHECK (count >= 1),
  last_at INTEGER NOT NULL
) STRICT;

CREATE TABLE local_setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
