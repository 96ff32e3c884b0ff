-- A round that pulled all of a feed anew leaves rows that the feed has no more: they are known by
-- not having come in it, and swept when it ends.
ALTER TABLE pulled_reach ADD COLUMN swept INTEGER NOT NULL DEFAULT 0 CHECK (swept >= 0);

-- What came in a round that is not swept yet; the first pull of a feed needs none.
CREATE TABLE pulled_id (
  collection TEXT NOT NULL,
  round INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (collection, round, id)
) STRICT, WITHOUT ROWID;
