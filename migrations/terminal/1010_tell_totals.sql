-- The totals of a terminal's life go on over restores and replacements: how far they count the
-- epochs of which this file does not hold all, by the backend's word.
CREATE TABLE counted_epoch (
  id TEXT NOT NULL PRIMARY KEY,
  ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

-- 1 while the backend has not told since the epoch was opened: the totals may lack something.
ALTER TABLE epoch ADD COLUMN untold INTEGER NOT NULL DEFAULT 0 CHECK (untold IN (0, 1));
