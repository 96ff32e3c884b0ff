-- Quotes are carts that were put aside, numbered in each epoch.
CREATE UNIQUE INDEX journal_quotes ON journal (
  epoch_ordinal, canonical ->> '$.body.quote.number'
)
WHERE kind = 'cart-parked' AND canonical ->> '$.body.quote.number' IS NOT NULL;
