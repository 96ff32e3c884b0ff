-- What somebody writes down while they work on the stock: one sheet of each kind, moving nothing
-- until it is booked.
CREATE TABLE stock_sheet (
  kind TEXT PRIMARY KEY,
  data TEXT NOT NULL CHECK (json_valid(data))
) STRICT, WITHOUT ROWID;
