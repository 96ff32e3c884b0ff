-- A session is counted before it is closed: open, counted, closed. The next opens meanwhile.

DROP TRIGGER till_session_stays_closed;

ALTER TABLE till_session ADD COLUMN counted_at INTEGER;

ALTER TABLE till_session ADD COLUMN counted_by TEXT
  CHECK ((counted_by IS NULL) = (counted_at IS NULL));

-- Of a person who said what day it is, where the clock could not be trusted.
ALTER TABLE till_session ADD COLUMN date_said INTEGER NOT NULL DEFAULT 0
  CHECK (date_said IN (0, 1));

UPDATE till_session SET counted_at = closed_at, counted_by = closed_by;

CREATE TRIGGER till_session_stays_closed BEFORE UPDATE ON till_session
WHEN OLD.closed_at IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till session: closed for good');
END;

CREATE TRIGGER till_session_is_counted_first BEFORE UPDATE OF closed_at ON till_session
WHEN NEW.closed_at IS NOT NULL AND NEW.counted_at IS NULL
BEGIN
  SELECT raise(ABORT, 'till session: counted before it is closed');
END;

CREATE TRIGGER till_session_stays_counted BEFORE UPDATE OF counted_at, counted_by ON till_session
WHEN OLD.counted_at IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till session: counted for good');
END;

DROP INDEX till_session_open;

CREATE UNIQUE INDEX till_session_open ON till_session (counted_at IS NULL)
WHERE counted_at IS NULL;

CREATE INDEX till_session_waiting ON till_session (counted_at)
WHERE counted_at IS NOT NULL AND closed_at IS NULL;

-- What people counted, blind: each count stays, and the last one stands.
CREATE TABLE till_count (
  session TEXT NOT NULL REFERENCES till_session (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  entry TEXT NOT NULL UNIQUE REFERENCES journal (id),
  PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER till_count_stays BEFORE UPDATE ON till_count
BEGIN
  SELECT raise(ABORT, 'till count: stays as it was');
END;

DROP TRIGGER till_cash_needs_an_open_session;

CREATE TRIGGER till_cash_needs_an_open_session BEFORE INSERT ON till_cash
WHEN (SELECT counted_at FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is counted');
END;

DROP TRIGGER till_foreign_cash_needs_an_open_session;

CREATE TRIGGER till_foreign_cash_needs_an_open_session BEFORE INSERT ON till_foreign_cash
WHEN (SELECT counted_at FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is counted');
END;

DROP TRIGGER cash_move_needs_an_open_session;

CREATE TRIGGER cash_move_needs_an_open_session BEFORE INSERT ON cash_move
WHEN (SELECT counted_at FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is counted');
END;
