-- Sales that are paid in parts: what a draft has taken, foreign notes in the drawer, and intents
-- whose money goes back.

UPDATE draft SET data = json_set(
  data, '$.tenders', json('[]'), '$.undone', json('[]'), '$.tip', 0
);

ALTER TABLE payment_intent ADD COLUMN kind TEXT NOT NULL DEFAULT 'payment'
  CHECK (kind IN ('payment', 'reversal', 'refund'));

ALTER TABLE payment_intent ADD COLUMN original TEXT
  CHECK ((original IS NOT NULL) = (kind = 'reversal'));

ALTER TABLE payment_intent ADD COLUMN device_receipt TEXT;

-- A payment is undone once: a reversal that may have gone through bars the next.
CREATE UNIQUE INDEX payment_intent_undone ON payment_intent (original)
WHERE state NOT IN ('declined', 'cancelled') AND original IS NOT NULL;

-- Cash of other currencies that went into the drawer of a session, in minor units of its own.
CREATE TABLE till_foreign_cash (
  number INTEGER PRIMARY KEY,
  session TEXT NOT NULL REFERENCES till_session (id),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL,
  sale TEXT NOT NULL
) STRICT;

CREATE INDEX till_foreign_cash_session ON till_foreign_cash (session, currency, amount);

CREATE TRIGGER till_foreign_cash_needs_an_open_session BEFORE INSERT ON till_foreign_cash
WHEN (SELECT closed_at FROM till_session WHERE id = NEW.session) IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'till cash: its session is closed');
END;

-- The tenders anew, since a table's CHECK cannot be widened in place; the kinds are the domain's.
CREATE TABLE sale_tender_next (
  sale TEXT NOT NULL REFERENCES sale (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  amount INTEGER NOT NULL,
  intent TEXT UNIQUE,
  scheme TEXT,
  last_four TEXT CHECK (last_four IS NULL OR length(last_four) = 4),
  authorisation TEXT,
  PRIMARY KEY (sale, position),
  CHECK ((kind = 'card') = (intent IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO sale_tender_next
  (sale, position, kind, amount, intent, scheme, last_four, authorisation)
  SELECT sale, position, kind, amount, intent, scheme, last_four, authorisation FROM sale_tender;

DROP TABLE sale_tender;

ALTER TABLE sale_tender_next RENAME TO sale_tender;
