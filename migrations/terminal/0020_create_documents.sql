-- The replicated collections. In each: `rx_seq` is the storage's own sequence (RxDB's checkpoint),
-- `lwt`, `rev` and `meta` are RxDB's, `data` is the document; what is searched is generated from
-- it. `number` is an alias of the rowid that VACUUM keeps.

-- One counter for all collections: it never goes back, not even when the last rows are purged.
CREATE TABLE rx_sequence (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

INSERT INTO rx_sequence (only, last) VALUES (1, 0);

CREATE TABLE catalogue (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  kind TEXT NOT NULL AS (data ->> '$.kind') VIRTUAL,
  gtin TEXT AS (data ->> '$.gtin') VIRTUAL,
  variant TEXT AS (data ->> '$.variant') VIRTUAL,
  pack_quantity INTEGER AS (data ->> '$.packQuantity') VIRTUAL,
  product TEXT AS (data ->> '$.product') VIRTUAL,
  department TEXT AS (data ->> '$.department') VIRTUAL,
  -- Where a variant stands among the best sellers; what nobody ranked stands behind all that is.
  place INTEGER AS (
    CASE WHEN data ->> '$.rank' BETWEEN 1 AND 2147483647 THEN data ->> '$.rank' ELSE 2147483647 END
  ) VIRTUAL
) STRICT;

CREATE INDEX catalogue_tile ON catalogue (department, place, number)
WHERE kind = 'variant' AND deleted = 0;

CREATE INDEX catalogue_product ON catalogue (product)
WHERE kind = 'variant' AND deleted = 0;

CREATE INDEX catalogue_department ON catalogue (kind)
WHERE kind = 'department' AND deleted = 0;

CREATE TABLE pricing (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  kind TEXT NOT NULL AS (data ->> '$.kind') VIRTUAL,
  variant TEXT AS (data ->> '$.variant') VIRTUAL,
  list TEXT AS (data ->> '$.list') VIRTUAL,
  valid_from INTEGER AS (data ->> '$.from') VIRTUAL,
  valid_to INTEGER AS (data ->> '$.to') VIRTUAL,
  unit_price INTEGER AS (data ->> '$.unitPrice') VIRTUAL
) STRICT;

-- Holds all that a price is chosen by, in the order in which it is chosen.
CREATE INDEX pricing_price ON pricing (variant, list, valid_from DESC, id, valid_to, unit_price)
WHERE kind = 'price' AND deleted = 0;

CREATE INDEX pricing_other ON pricing (kind)
WHERE kind <> 'price' AND deleted = 0;

CREATE TABLE stock (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  location TEXT NOT NULL AS (data ->> '$.location') VIRTUAL,
  item TEXT NOT NULL AS (data ->> '$.item') VIRTUAL,
  on_hand INTEGER NOT NULL AS (data ->> '$.onHand') VIRTUAL,
  -- The last entry of this terminal that the level contains.
  contains_ordinal INTEGER AS (data ->> '$.contains.epoch.ordinal') VIRTUAL,
  contains_seq INTEGER AS (data ->> '$.contains.seq') VIRTUAL
) STRICT;

CREATE INDEX stock_level ON stock (item, location, on_hand, contains_ordinal, contains_seq)
WHERE deleted = 0;

CREATE TABLE settings (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  kind TEXT NOT NULL AS (data ->> '$.kind') VIRTUAL
) STRICT;

-- RxDB's own bookkeeping: its internal store and the state of each replication.
CREATE TABLE rx_document (
  number INTEGER PRIMARY KEY,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  rx_seq INTEGER NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  UNIQUE (collection, id),
  UNIQUE (collection, rx_seq)
) STRICT;
