-- What is to be printed and what is asked of payment devices: rows before the first byte goes out.

CREATE TABLE print_job (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'copy', 'drawer')),
  sale TEXT,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'checking', 'sending', 'held', 'unknown', 'printed', 'sent', 'cancelled')
  ),
  condition TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  document TEXT,
  CHECK ((kind = 'drawer') = (document IS NULL))
) STRICT;

CREATE INDEX print_job_open ON print_job (number)
WHERE state NOT IN ('printed', 'sent', 'cancelled');

CREATE TABLE payment_intent (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  draft TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('started', 'approved', 'declined', 'cancelled', 'unknown')
  ),
  scheme TEXT,
  last_four TEXT CHECK (last_four IS NULL OR length(last_four) = 4),
  authorisation TEXT,
  trace TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX payment_intent_draft ON payment_intent (draft, number);

-- At most one capture per intent: once a device has answered, that answer stands.
CREATE TRIGGER payment_intent_is_final BEFORE UPDATE OF state ON payment_intent
WHEN OLD.state NOT IN ('started', 'unknown')
BEGIN
  SELECT raise(ABORT, 'payment intent: already settled');
END;
