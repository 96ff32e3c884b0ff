-- A drawer that is taken away to be counted sells no more: the next session opens meanwhile.
ALTER TABLE till_session ADD COLUMN counting_at INTEGER;

ALTER TABLE till_session ADD COLUMN counting_by TEXT
  CHECK ((counting_by IS NULL) = (counting_at IS NULL));

CREATE TRIGGER till_session_ends_once BEFORE UPDATE OF counting_at, counting_by ON till_session
WHEN OLD.counting_at IS NOT NULL OR OLD.counted_at IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till session: its sales have ended for good');
END;

DROP INDEX till_session_open;

CREATE UNIQUE INDEX till_session_open ON till_session (coalesce(holder, ''))
WHERE counted_at IS NULL AND counting_at IS NULL;

CREATE INDEX till_session_counting ON till_session (counting_at)
WHERE counted_at IS NULL AND counting_at IS NOT NULL;

DROP TRIGGER till_cash_needs_an_open_session;

CREATE TRIGGER till_cash_needs_an_open_session BEFORE INSERT ON till_cash
WHEN (SELECT coalesce(counting_at, counted_at) FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is counted');
END;

DROP TRIGGER till_foreign_cash_needs_an_open_session;

CREATE TRIGGER till_foreign_cash_needs_an_open_session BEFORE INSERT ON till_foreign_cash
WHEN (SELECT coalesce(counting_at, counted_at) FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is counted');
END;

DROP TRIGGER cash_move_needs_an_open_session;

CREATE TRIGGER cash_move_needs_an_open_session BEFORE INSERT ON cash_move
WHEN (SELECT coalesce(counting_at, counted_at) FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is counted');
END;
