-- Fiscal closings are entries of the journal: these find them by their kind, newest last.
CREATE INDEX fiscal_closing ON journal (canonical ->> '$.body.kind', id)
WHERE kind = 'fiscal-closed';

-- What the fiscal day under way has come to up to one of its entries: its closing begins there.
-- Made of the entries alone, which anybody may fold again.
CREATE TABLE fiscal_tally (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL,
  -- The closing of the day before, after which it begins; empty where there is none.
  since TEXT NOT NULL,
  -- The last entry that is in it.
  after TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;

-- The highest numbers of closings that the backend has, as JSON; they never go back.
ALTER TABLE till_news ADD COLUMN closings TEXT NOT NULL DEFAULT '{"day":0,"month":0,"year":0}';
