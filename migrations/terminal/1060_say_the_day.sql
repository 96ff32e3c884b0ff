-- When a person last said the day of a session, at its opening or since: null where nobody did.
ALTER TABLE till_session ADD COLUMN day_said_at INTEGER;

UPDATE till_session SET day_said_at = opened_at WHERE date_said = 1 AND closed_at IS NULL;

ALTER TABLE till_session DROP COLUMN date_said;
