-- What customers have here or owe is named by the customer, and has no end of a code.
CREATE TABLE own_account_move_next (
  entry TEXT NOT NULL REFERENCES journal (id),
  -- Of the line or, counted on behind them, of the tender.
  position INTEGER NOT NULL CHECK (position >= 0),
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  -- Empty for a customer's.
  last_four TEXT NOT NULL CHECK (length(last_four) IN (0, 4)),
  -- Positive where money was put on it.
  amount INTEGER NOT NULL,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

INSERT INTO own_account_move_next SELECT * FROM own_account_move;

DROP TABLE own_account_move;

ALTER TABLE own_account_move_next RENAME TO own_account_move;

CREATE INDEX own_account_move_account
ON own_account_move (kind, account, epoch_ordinal, seq, amount, last_four);
