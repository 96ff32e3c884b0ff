-- Zs and fiscal closings that this terminal gave and its journal does not hold, as the backend told
-- them: it was restored, or took the place of another machine.

CREATE TABLE told_closing (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('z', 'day', 'month', 'year')),
  number INTEGER NOT NULL CHECK (number > 0),
  -- Of a Z.
  session TEXT CHECK ((kind = 'z') = (session IS NOT NULL)),
  epoch_ordinal INTEGER NOT NULL,
  epoch_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  canonical TEXT NOT NULL,
  hash TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL,
  -- How many copies were known: of a closing the first print too.
  prints INTEGER NOT NULL CHECK (prints >= 0)
) STRICT;

CREATE INDEX told_closing_by_number ON told_closing (kind, number);

CREATE INDEX told_closing_by_session ON told_closing (session) WHERE session IS NOT NULL;

-- Up to where all of an epoch was told.
CREATE TABLE closings_told (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
