-- The Z of a session, and the entries that opened and closed it: what is between is what it did.

ALTER TABLE till_session ADD COLUMN entry TEXT;

ALTER TABLE till_session ADD COLUMN closing TEXT;

-- Sessions that were closed before have none.
ALTER TABLE till_session ADD COLUMN z INTEGER
  CHECK (z IS NULL OR (z >= 1 AND closed_at IS NOT NULL));

UPDATE till_session SET entry = (
  SELECT id FROM journal
  WHERE kind = 'session-opened' AND canonical ->> '$.body.session' = till_session.id
)
WHERE closed_at IS NULL;

CREATE UNIQUE INDEX till_session_z ON till_session (z)
WHERE z IS NOT NULL;

CREATE INDEX journal_z_reprint ON journal (canonical ->> '$.body.session')
WHERE kind = 'z-reprinted';
