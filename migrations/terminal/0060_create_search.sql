-- Search as you type. The rowid is `place` and `number` of the variant: hits stream best sellers
-- first, so a search reads as many as it shows and never ranks a million. Kept by triggers.
CREATE VIRTUAL TABLE search USING fts5 (
  words,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  prefix = '1 2 3 4',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW searchable AS
SELECT
  variant.number AS number,
  (variant.place << 32) | variant.number AS place,
  (variant.data ->> '$.name') || ' ' || (variant.data ->> '$.size') || ' '
    || (variant.data ->> '$.sku') || ' ' || coalesce(product.data ->> '$.brand', '') AS words,
  variant.product AS product
FROM catalogue AS variant
LEFT JOIN catalogue AS product ON product.id = variant.product AND product.deleted = 0
WHERE variant.kind = 'variant' AND variant.deleted = 0;

CREATE TRIGGER search_takes_variant AFTER INSERT ON catalogue
WHEN NEW.kind = 'variant' AND NEW.deleted = 0
BEGIN
  INSERT INTO search (rowid, words)
  SELECT place, words FROM searchable WHERE number = NEW.number;
END;

CREATE TRIGGER search_follows_variant AFTER UPDATE OF data, deleted ON catalogue
WHEN NEW.kind = 'variant' OR OLD.kind = 'variant'
BEGIN
  DELETE FROM search
  WHERE rowid = (OLD.place << 32) | OLD.number AND OLD.kind = 'variant' AND OLD.deleted = 0;
  INSERT INTO search (rowid, words)
  SELECT place, words FROM searchable WHERE number = NEW.number;
END;

CREATE TRIGGER search_drops_variant AFTER DELETE ON catalogue
WHEN OLD.kind = 'variant' AND OLD.deleted = 0
BEGIN
  DELETE FROM search WHERE rowid = (OLD.place << 32) | OLD.number;
END;

-- A brand may arrive after the variants that bear it, or change.
CREATE TRIGGER search_takes_brand AFTER INSERT ON catalogue
WHEN NEW.kind = 'product' AND NEW.deleted = 0
BEGIN
  DELETE FROM search WHERE rowid IN (SELECT place FROM searchable WHERE product = NEW.id);
  INSERT INTO search (rowid, words)
  SELECT place, words FROM searchable WHERE product = NEW.id ORDER BY place;
END;

CREATE TRIGGER search_follows_brand AFTER UPDATE OF data, deleted ON catalogue
WHEN NEW.kind = 'product'
  AND (
    NEW.deleted <> OLD.deleted OR (NEW.data ->> '$.brand') IS NOT (OLD.data ->> '$.brand')
  )
BEGIN
  DELETE FROM search WHERE rowid IN (SELECT place FROM searchable WHERE product = NEW.id);
  INSERT INTO search (rowid, words)
  SELECT place, words FROM searchable WHERE product = NEW.id ORDER BY place;
END;
