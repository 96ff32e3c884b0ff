-- Money goes back to what had paid: refunds by the payment terminal, and by sale and tender.

-- Which tender of which sale, and the claim on it, as JSON.
ALTER TABLE payment_intent ADD COLUMN back TEXT
  CHECK ((back IS NOT NULL) = (kind = 'refund'));

-- What this terminal gave back, by the sale that it had paid for, wherever that was.
CREATE TABLE sale_refund (
  entry TEXT NOT NULL REFERENCES journal (id),
  -- Of the tender in the sale that gave it back.
  position INTEGER NOT NULL CHECK (position >= 0),
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  sale TEXT NOT NULL,
  tender INTEGER NOT NULL CHECK (tender >= 0),
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX sale_refund_sale ON sale_refund (sale, tender, epoch_ordinal, seq, amount);

-- Points that had paid come back to their customer, too: what was redeemed may be below zero, and
-- a table's CHECK cannot be widened in place.
CREATE TABLE own_points_next (
  entry TEXT NOT NULL PRIMARY KEY REFERENCES journal (id),
  customer TEXT NOT NULL,
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  earned INTEGER NOT NULL,
  redeemed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO own_points_next (entry, customer, epoch_ordinal, seq, earned, redeemed)
  SELECT entry, customer, epoch_ordinal, seq, earned, redeemed FROM own_points;

DROP TABLE own_points;

ALTER TABLE own_points_next RENAME TO own_points;

CREATE INDEX own_points_customer ON own_points (customer, epoch_ordinal, seq, earned, redeemed);
