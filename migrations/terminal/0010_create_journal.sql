-- The journal and what numbers it: identity, epochs, heads that the backend confirmed.
PRAGMA application_id = 0x48465354;

-- Written once, at enrolment.
CREATE TABLE terminal_identity (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  tenant TEXT NOT NULL,
  store TEXT NOT NULL,
  terminal TEXT NOT NULL,
  terminal_code TEXT NOT NULL
) STRICT;

-- The highest ordinal is the epoch that is written now.
CREATE TABLE epoch (
  ordinal INTEGER PRIMARY KEY CHECK (ordinal BETWEEN 1 AND 9999),
  id TEXT NOT NULL UNIQUE
) STRICT;

-- `canonical` stands last: what is counted and compared is read without touching its overflow
-- pages. `kind` and `at` are taken from it and so cannot contradict it.
CREATE TABLE journal (
  id TEXT NOT NULL PRIMARY KEY,
  epoch_ordinal INTEGER NOT NULL REFERENCES epoch (ordinal),
  epoch_id TEXT NOT NULL REFERENCES epoch (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  kind TEXT NOT NULL AS (canonical ->> '$.kind') STORED,
  at INTEGER NOT NULL AS (canonical ->> '$.at') STORED,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  key_id TEXT NOT NULL CHECK (length(key_id) = 16),
  signature TEXT NOT NULL CHECK (length(signature) = 88),
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted = 0),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  personal TEXT,
  canonical TEXT NOT NULL,
  UNIQUE (epoch_ordinal, seq)
) STRICT;

CREATE INDEX journal_reprint ON journal (canonical ->> '$.body.sale')
WHERE kind = 'receipt-reprinted';

CREATE TRIGGER journal_is_contiguous BEFORE INSERT ON journal
WHEN NEW.seq <> 1 + coalesce(
  (SELECT max(seq) FROM journal WHERE epoch_ordinal = NEW.epoch_ordinal), 0
)
BEGIN
  SELECT raise(ABORT, 'journal: not the next seq of its epoch');
END;

CREATE TRIGGER journal_keeps_its_entries BEFORE DELETE ON journal
BEGIN
  SELECT raise(ABORT, 'journal: entries are never deleted');
END;

CREATE TRIGGER journal_never_changes
BEFORE UPDATE OF id, epoch_ordinal, epoch_id, seq, canonical, hash, key_id, signature ON journal
BEGIN
  SELECT raise(ABORT, 'journal: entries are never changed');
END;

CREATE TRIGGER journal_only_erases_personal BEFORE UPDATE OF personal ON journal
WHEN NEW.personal IS NOT NULL AND NEW.personal IS NOT OLD.personal
BEGIN
  SELECT raise(ABORT, 'journal: personal data is erased or kept, never changed');
END;

-- What the backend said that it holds, where our own entry has the same hash.
CREATE TABLE confirmed_head (
  epoch_ordinal INTEGER PRIMARY KEY REFERENCES epoch (ordinal),
  epoch_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- Totals that never start again: what the terminal sold in all its life.
CREATE TABLE perpetual (
  currency TEXT NOT NULL PRIMARY KEY,
  sales INTEGER NOT NULL CHECK (sales >= 0),
  turnover INTEGER NOT NULL
) STRICT;
