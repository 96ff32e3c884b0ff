-- One drawer for everybody, or each with their own: then several sessions are open at once.

ALTER TABLE till_session ADD COLUMN holder TEXT;

DROP INDEX till_session_open;

CREATE UNIQUE INDEX till_session_open ON till_session (coalesce(holder, ''))
WHERE counted_at IS NULL;
