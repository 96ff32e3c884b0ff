-- Of which state of each feed rows may lie here: kept before they are stored, since the place that
-- RxDB notes itself comes after them.
CREATE TABLE pulled_reach (
  collection TEXT PRIMARY KEY,
  -- Grows each time the feed has to be pulled from its beginning.
  round INTEGER NOT NULL CHECK (round >= 0),
  -- The end of the feed when rows were last read of it: a checkpoint of the backend's, in JSON.
  seen TEXT NOT NULL CHECK (json_valid(seen))
) STRICT;
