-- Cash that goes into the drawer or out of it without a sale.

CREATE TABLE cash_move (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL REFERENCES till_session (id),
  entry TEXT NOT NULL UNIQUE REFERENCES journal (id),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  -- Minor units: positive into the drawer, negative out of it.
  effect INTEGER NOT NULL CHECK (effect <> 0),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT
) STRICT;

CREATE INDEX cash_move_session ON cash_move (session, currency, effect);

CREATE TRIGGER cash_move_needs_an_open_session BEFORE INSERT ON cash_move
WHEN (SELECT closed_at FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is closed');
END;

CREATE TRIGGER cash_move_stays BEFORE UPDATE ON cash_move
BEGIN
  SELECT raise(ABORT, 'till cash: what moved stays as it was');
END;

-- The jobs anew, since a table's CHECK cannot be widened in place; the kinds are the program's.
CREATE TABLE print_job_next (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  sale TEXT,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'checking', 'sending', 'held', 'unknown', 'printed', 'sent', 'cancelled')
  ),
  condition TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  document TEXT,
  CHECK ((kind = 'drawer') = (document IS NULL)),
  CHECK (sale IS NULL OR kind IN ('receipt', 'copy', 'drawer'))
) STRICT;

INSERT INTO print_job_next
  (number, id, kind, sale, state, condition, created_at, changed_at, document)
  SELECT number, id, kind, sale, state, condition, created_at, changed_at, document FROM print_job;

DROP TABLE print_job;

ALTER TABLE print_job_next RENAME TO print_job;

CREATE INDEX print_job_open ON print_job (number)
WHERE state NOT IN ('printed', 'sent', 'cancelled');
