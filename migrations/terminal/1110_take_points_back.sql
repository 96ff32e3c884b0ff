-- Goods that come back take the points that they had brought from whoever had bought them, who may
-- be another than the customer of the sale: one entry moves the points of several.
CREATE TABLE own_points_next (
  entry TEXT NOT NULL REFERENCES journal (id),
  customer TEXT NOT NULL,
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  earned INTEGER NOT NULL,
  redeemed INTEGER NOT NULL,
  PRIMARY KEY (entry, customer)
) STRICT, WITHOUT ROWID;

INSERT INTO own_points_next (entry, customer, epoch_ordinal, seq, earned, redeemed)
  SELECT entry, customer, epoch_ordinal, seq, earned, redeemed FROM own_points;

DROP TABLE own_points;

ALTER TABLE own_points_next RENAME TO own_points;

CREATE INDEX own_points_customer ON own_points (customer, epoch_ordinal, seq, earned, redeemed);
