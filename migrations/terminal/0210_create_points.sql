-- Whose purchase a sale is, and what this terminal's own sales did to points: a shown balance adds
-- what the pulled one does not contain.

ALTER TABLE sale ADD COLUMN customer TEXT;

CREATE INDEX sale_customer ON sale (customer, at) WHERE customer IS NOT NULL;

CREATE TABLE own_points (
  entry TEXT NOT NULL PRIMARY KEY REFERENCES journal (id),
  customer TEXT NOT NULL,
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  earned INTEGER NOT NULL,
  redeemed INTEGER NOT NULL CHECK (redeemed >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX own_points_customer ON own_points (customer, epoch_ordinal, seq, earned, redeemed);
