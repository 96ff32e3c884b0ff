-- Sales of this store, as they come down; what this terminal sold itself is known without them.
CREATE TABLE sales (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  receipt TEXT NOT NULL AS (data ->> '$.receipt') VIRTUAL,
  at INTEGER NOT NULL AS (data ->> '$.at') VIRTUAL,
  business_date TEXT NOT NULL AS (data ->> '$.businessDate') VIRTUAL,
  total INTEGER NOT NULL AS (data ->> '$.total') VIRTUAL
) STRICT;

CREATE INDEX sales_by_receipt ON sales (receipt) WHERE deleted = 0;

CREATE INDEX sales_by_time ON sales (at, business_date, total) WHERE deleted = 0;

-- Goods that came back to this terminal, by the sale that they were sold in, wherever that was.
CREATE TABLE sale_return (
  entry TEXT NOT NULL REFERENCES journal (id),
  -- Of the line in the sale that took them back.
  position INTEGER NOT NULL CHECK (position >= 0),
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  sale TEXT NOT NULL,
  line TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX sale_return_sale ON sale_return (sale, line, epoch_ordinal, seq, quantity);

CREATE INDEX sale_at ON sale (at);
