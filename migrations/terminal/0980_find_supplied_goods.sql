-- By what their supplier calls goods: they are found by it at receiving, and by whoever searches.
CREATE INDEX catalogue_supplied ON catalogue ((data ->> '$.supplierNumber') COLLATE NOCASE)
WHERE kind = 'variant' AND deleted = 0 AND data ->> '$.supplierNumber' IS NOT NULL;

DROP VIEW searchable;

CREATE VIEW searchable AS
SELECT
  variant.number AS number,
  (variant.place << 32) | variant.number AS place,
  (variant.data ->> '$.name') || ' ' || (variant.data ->> '$.size') || ' '
    || (variant.data ->> '$.sku') || ' ' || coalesce(product.data ->> '$.brand', '') || ' '
    || coalesce(variant.data ->> '$.supplierNumber', '') AS words,
  variant.product AS product
FROM catalogue AS variant
LEFT JOIN catalogue AS product ON product.id = variant.product AND product.deleted = 0
WHERE variant.kind = 'variant' AND variant.deleted = 0;
