-- What a till session has come to up to one of its entries: its X and Z begin there. Made of the
-- entries alone, which anybody may fold again.
CREATE TABLE till_tally (
  session TEXT NOT NULL PRIMARY KEY REFERENCES till_session (id),
  version INTEGER NOT NULL,
  -- The last entry that is in it.
  after TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
