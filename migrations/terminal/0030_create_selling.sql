-- The sale in progress, the till, and what a completed sale derives from its entry.

-- Answers of commands by the id that the screen gave them; the oldest are forgotten.
CREATE TABLE command (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  data TEXT NOT NULL
) STRICT;

CREATE TABLE till_session (
  id TEXT NOT NULL PRIMARY KEY,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  business_date TEXT NOT NULL,
  currency TEXT NOT NULL,
  float INTEGER NOT NULL CHECK (float >= 0),
  closed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX till_session_open ON till_session (closed_at IS NULL)
WHERE closed_at IS NULL;

-- Every reason for which cash goes into the drawer (positive) or out of it.
CREATE TABLE till_cash (
  number INTEGER PRIMARY KEY,
  session TEXT NOT NULL REFERENCES till_session (id),
  kind TEXT NOT NULL CHECK (kind IN ('float', 'tender', 'change')),
  amount INTEGER NOT NULL,
  sale TEXT
) STRICT;

CREATE INDEX till_cash_session ON till_cash (session, amount);

CREATE TABLE sale (
  id TEXT NOT NULL PRIMARY KEY,
  entry TEXT NOT NULL UNIQUE REFERENCES journal (id),
  epoch_ordinal INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  receipt TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  session TEXT REFERENCES till_session (id),
  actor TEXT,
  currency TEXT NOT NULL,
  subtotal INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL,
  change INTEGER NOT NULL CHECK (change >= 0),
  UNIQUE (epoch_ordinal, number)
) STRICT;

CREATE TABLE sale_line (
  sale TEXT NOT NULL REFERENCES sale (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  id TEXT NOT NULL,
  variant TEXT,
  barcode TEXT,
  name TEXT NOT NULL,
  size TEXT NOT NULL,
  unit TEXT NOT NULL,
  department TEXT,
  quantity INTEGER NOT NULL,
  unit_price INTEGER NOT NULL CHECK (unit_price >= 0),
  price TEXT,
  tax_class TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (sale, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE sale_tender (
  sale TEXT NOT NULL REFERENCES sale (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('cash', 'card')),
  amount INTEGER NOT NULL,
  intent TEXT UNIQUE,
  scheme TEXT,
  last_four TEXT CHECK (last_four IS NULL OR length(last_four) = 4),
  authorisation TEXT,
  PRIMARY KEY (sale, position),
  CHECK ((kind = 'card') = (intent IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- This terminal's own movements; a shown level adds those that the pulled one does not contain.
CREATE TABLE movement (
  entry TEXT NOT NULL REFERENCES journal (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  item TEXT NOT NULL,
  location TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX movement_item ON movement (item, location, epoch_ordinal, seq, quantity);
