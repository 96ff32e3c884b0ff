-- Where this file lives, what was lost and found in it, and what the backend says of its entries.

-- The machine and the file that were written on last: another one is a copy. `cards` are the
-- hardware addresses of its network cards, a JSON array; `machine` and `cards` are empty where the
-- system tells nothing.
CREATE TABLE binding (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  machine TEXT NOT NULL,
  cards TEXT NOT NULL CHECK (json_type(cards) = 'array'),
  inode TEXT NOT NULL
) STRICT;

-- Parked is a figure, forked a fact that stays until the terminal is enrolled anew.
CREATE TABLE delivery_sign (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  parked INTEGER NOT NULL CHECK (parked >= 0),
  forked INTEGER NOT NULL CHECK (forked IN (0, 1))
) STRICT;

INSERT INTO delivery_sign (only, parked, forked) VALUES (1, 0, 0);

-- One row for each time that the file was put together again after damage.
CREATE TABLE recovery (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  missing TEXT NOT NULL CHECK (json_type(missing) = 'array')
) STRICT;

-- Entries of this terminal that were saved out of a damaged file but stand behind a gap, so that
-- its journal cannot hold them. They are sent as the others are, until the backend has them.
CREATE TABLE recovered_entry (
  id TEXT NOT NULL PRIMARY KEY,
  epoch_ordinal INTEGER NOT NULL,
  epoch_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  canonical TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  key_id TEXT NOT NULL CHECK (length(key_id) = 16),
  signature TEXT NOT NULL CHECK (length(signature) = 88),
  personal TEXT,
  kind TEXT NOT NULL AS (canonical ->> '$.kind') STORED,
  at INTEGER NOT NULL AS (canonical ->> '$.at') STORED,
  delivered INTEGER NOT NULL CHECK (delivered IN (0, 1))
) STRICT;

CREATE INDEX recovered_entry_to_send ON recovered_entry (epoch_ordinal, seq)
WHERE delivered = 0;

-- The highest ordinal of an epoch of this terminal that was seen anywhere, other machines included:
-- the next one that is opened here comes after it, so that no receipt number is given twice.
CREATE TABLE epoch_seen (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 0 AND 9999)
) STRICT;

INSERT INTO epoch_seen (only, ordinal) VALUES (1, 0);
