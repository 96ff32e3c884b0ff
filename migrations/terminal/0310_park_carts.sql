-- Carts that were put aside at this till. Each is working state as the sale in progress is, and
-- goes when somebody goes on with it; its entries stay.
CREATE TABLE parked_cart (
  park TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
