-- What was asked of the provider of online payments, by the order that it pays for: written down
-- before the provider hears of it.
CREATE TABLE online_payment (
  tenant text NOT NULL,
  store text NOT NULL,
  order_id text NOT NULL,
  provider text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  -- asked: it may have been taken. taken: it was, and no order has it yet. placed: its order is a
  -- sale. declined: nothing was taken. returning: it goes back, and no order gets it any more.
  state text NOT NULL
    CHECK (state IN ('asked', 'taken', 'placed', 'declined', 'returning', 'returned')),
  -- The provider's own name for it, once it was taken.
  reference text,
  -- Of the last attempt.
  asked_at bigint NOT NULL,
  PRIMARY KEY (tenant, order_id)
);

CREATE INDEX online_payment_open ON online_payment (asked_at)
  WHERE state IN ('asked', 'taken', 'returning');

CREATE INDEX online_payment_settled ON online_payment (asked_at)
  WHERE state IN ('placed', 'declined', 'returned');
