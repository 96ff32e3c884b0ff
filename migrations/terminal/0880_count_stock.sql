-- Items of a running count that stand in parts of it that are booked: the rest is still to come.
CREATE TABLE counted_item (
  item TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- By which goods an item is sold: what nobody counted is listed by their name and worth.
CREATE INDEX catalogue_item ON catalogue (data ->> '$.items[0].item')
WHERE kind = 'variant' AND deleted = 0;
