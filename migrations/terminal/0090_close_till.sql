-- Closing a till: what was expected and counted beside its session, and the slip that says so.

ALTER TABLE till_session ADD COLUMN closed_by TEXT
  CHECK ((closed_by IS NULL) = (closed_at IS NULL));

ALTER TABLE till_session ADD COLUMN expected INTEGER
  CHECK ((expected IS NULL) = (closed_at IS NULL));

ALTER TABLE till_session ADD COLUMN counted INTEGER
  CHECK ((counted IS NULL) = (closed_at IS NULL) AND coalesce(counted, 0) >= 0);

CREATE TRIGGER till_session_stays_closed BEFORE UPDATE ON till_session
WHEN OLD.closed_at IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till session: closed for good');
END;

CREATE TRIGGER till_cash_needs_an_open_session BEFORE INSERT ON till_cash
WHEN (SELECT closed_at FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is closed');
END;

-- The jobs anew, since a table's CHECK cannot be widened in place.
CREATE TABLE print_job_next (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'copy', 'drawer', 'close-slip')),
  sale TEXT,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'checking', 'sending', 'held', 'unknown', 'printed', 'sent', 'cancelled')
  ),
  condition TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  document TEXT,
  CHECK ((kind = 'drawer') = (document IS NULL)),
  CHECK (kind <> 'close-slip' OR sale IS NULL)
) STRICT;

INSERT INTO print_job_next
  (number, id, kind, sale, state, condition, created_at, changed_at, document)
  SELECT number, id, kind, sale, state, condition, created_at, changed_at, document FROM print_job;

DROP TABLE print_job;

ALTER TABLE print_job_next RENAME TO print_job;

CREATE INDEX print_job_open ON print_job (number)
WHERE state NOT IN ('printed', 'sent', 'cancelled');
