-- What the backend told last of this terminal's till sessions: after a restore it may know more.
CREATE TABLE till_news (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  -- The highest number of a Z that it has; never goes back.
  last_z INTEGER NOT NULL CHECK (last_z >= 0),
  -- Entries that a Z does not contain, as JSON.
  corrections TEXT NOT NULL
) STRICT;

INSERT INTO till_news (only, last_z, corrections) VALUES (1, 0, '[]');
