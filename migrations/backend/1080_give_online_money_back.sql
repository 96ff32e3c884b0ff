-- Where a provider of online payments is asked to give money back. Its secret is in no answer, no
-- feed and no log.
CREATE TABLE payment_provider (
  tenant text NOT NULL,
  provider text NOT NULL,
  address text NOT NULL,
  secret text NOT NULL,
  PRIMARY KEY (tenant, provider)
);

-- What goes back to payments made online, one row for each tender that says so.
CREATE TABLE online_refund (
  tenant text NOT NULL,
  store text NOT NULL,
  -- The sale by which goods came back, and the place of the tender in it.
  refund text NOT NULL,
  sale text NOT NULL,
  position integer NOT NULL,
  -- The entry that promised it, and its hash.
  terminal text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  receipt text NOT NULL,
  -- The order that the payment was for, and the place of the tender in it; its receipt is null
  -- where nobody knows the order.
  sold text NOT NULL,
  tender integer NOT NULL,
  order_receipt text,
  provider text NOT NULL,
  reference text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  at bigint NOT NULL,
  received_at bigint NOT NULL,
  -- queued: the provider was not asked. asked: nobody knows whether it went. done: it went.
  -- refused: it did not. settled: a person saw to it by other means.
  state text NOT NULL CHECK (state IN ('queued', 'asked', 'done', 'refused', 'settled')),
  reason text,
  -- Grows with each time that it is asked for again after the provider had refused it: by another
  -- key.
  round integer NOT NULL DEFAULT 1,
  tries integer NOT NULL DEFAULT 0,
  next_at bigint NOT NULL,
  -- Until then one process is asking; null where none is.
  held_until bigint,
  -- It has been open for so long that a person has to know.
  is_late boolean NOT NULL DEFAULT false,
  changed_at bigint NOT NULL,
  -- Who saw to it last; null for the owner.
  seen_by text,
  note text,
  PRIMARY KEY (tenant, store, refund)
);

CREATE INDEX online_refund_due ON online_refund (next_at) WHERE state IN ('queued', 'asked');

CREATE INDEX online_refund_payment ON online_refund (tenant, sold, tender);

CREATE INDEX online_refund_newest ON online_refund (tenant, received_at);
