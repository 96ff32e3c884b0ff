-- The stock collection brings orders from suppliers too, which have neither item nor location.

CREATE TABLE stock_anew (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  kind TEXT NOT NULL AS (data ->> '$.kind') VIRTUAL,
  location TEXT AS (data ->> '$.location') VIRTUAL,
  item TEXT AS (data ->> '$.item') VIRTUAL,
  on_hand INTEGER AS (data ->> '$.onHand') VIRTUAL,
  -- A JSON object: by an epoch's id the seq of the last entry that the row contains.
  contains TEXT AS (data ->> '$.contains') VIRTUAL
) STRICT;

INSERT INTO stock_anew (number, id, rx_seq, deleted, lwt, rev, meta, data)
SELECT number, id, rx_seq, deleted, lwt, rev, meta, data FROM stock;

DROP TABLE stock;

ALTER TABLE stock_anew RENAME TO stock;

CREATE INDEX stock_level ON stock (item, location, on_hand, contains)
WHERE deleted = 0 AND kind = 'level';

CREATE INDEX stock_order ON stock (kind)
WHERE deleted = 0 AND kind = 'purchase-order';

-- This terminal's own deliveries that named an order; what came of it is in their movements.
CREATE TABLE goods_receipt (
  entry TEXT PRIMARY KEY REFERENCES journal (id),
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  purchase_order TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX goods_receipt_order ON goods_receipt (purchase_order, epoch_ordinal, seq);
