-- Goods laid away are carts that were put aside, numbered in each epoch; one sale ends each.
CREATE UNIQUE INDEX journal_layaways ON journal (
  epoch_ordinal, canonical ->> '$.body.layaway.number'
)
WHERE kind = 'cart-parked' AND canonical ->> '$.body.layaway.number' IS NOT NULL;

CREATE INDEX journal_ended_layaways ON journal (canonical ->> '$.body.layaway.park')
WHERE kind = 'sale-completed' AND canonical ->> '$.body.layaway.park' IS NOT NULL;
