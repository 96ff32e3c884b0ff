-- Accounts (gift cards by the keyed hash of their code) as they come down, and what this terminal's
-- own sales did to them: a shown balance adds what the pulled one does not contain.
CREATE TABLE account (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  kind TEXT NOT NULL AS (data ->> '$.kind') VIRTUAL,
  account TEXT NOT NULL AS (data ->> '$.account') VIRTUAL,
  balance INTEGER NOT NULL AS (data ->> '$.balance') VIRTUAL,
  -- The last entry of this terminal that the row contains.
  contains_ordinal INTEGER AS (data ->> '$.contains.epoch.ordinal') VIRTUAL,
  contains_seq INTEGER AS (data ->> '$.contains.seq') VIRTUAL
) STRICT;

CREATE TABLE own_account_move (
  entry TEXT NOT NULL REFERENCES journal (id),
  -- Of the line or, counted on behind them, of the tender.
  position INTEGER NOT NULL CHECK (position >= 0),
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  last_four TEXT NOT NULL CHECK (length(last_four) = 4),
  -- Positive where money was put on it.
  amount INTEGER NOT NULL,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX own_account_move_account
ON own_account_move (kind, account, epoch_ordinal, seq, amount, last_four);
