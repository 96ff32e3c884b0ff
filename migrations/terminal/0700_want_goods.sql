-- What this terminal wants of goods and the backend has not answered, and the documents of goods
-- that it made itself: sold here until their twins come down.

CREATE TABLE own_goods_change (
  -- Of the wish; what became of it comes down by the same id.
  id TEXT NOT NULL PRIMARY KEY,
  entry TEXT NOT NULL REFERENCES journal (id),
  variant TEXT NOT NULL,
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  -- The body of the entry.
  data TEXT NOT NULL CHECK (json_type(data) = 'object')
) STRICT, WITHOUT ROWID;

CREATE INDEX own_goods_change_variant ON own_goods_change (variant, epoch_ordinal, seq);

CREATE TABLE own_goods (
  -- Of the document, here and when it comes down.
  id TEXT NOT NULL PRIMARY KEY,
  -- The wish that made it.
  change TEXT NOT NULL,
  variant TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_type(data) = 'object'),
  kind TEXT NOT NULL AS (data ->> '$.kind') VIRTUAL,
  gtin TEXT AS (data ->> '$.gtin') VIRTUAL
) STRICT, WITHOUT ROWID;

CREATE INDEX own_goods_variant ON own_goods (variant, kind);

CREATE INDEX own_goods_gtin ON own_goods (gtin) WHERE kind = 'barcode';

CREATE TRIGGER own_goods_came AFTER INSERT ON catalogue
BEGIN
  DELETE FROM own_goods WHERE id = NEW.id;
END;

CREATE TRIGGER own_price_came AFTER INSERT ON pricing
BEGIN
  DELETE FROM own_goods WHERE id = NEW.id;
END;

CREATE TRIGGER own_goods_were_answered AFTER INSERT ON catalogue
WHEN NEW.kind = 'goods-change'
BEGIN
  DELETE FROM own_goods_change WHERE id = NEW.id;
  DELETE FROM own_goods WHERE change = NEW.id AND NEW.data ->> '$.state' = 'refused';
END;

-- The last answers are shown; they are few, and each has its id for an order.
CREATE INDEX catalogue_outcome ON catalogue (data ->> '$.variant', id)
WHERE kind = 'goods-change' AND deleted = 0;
