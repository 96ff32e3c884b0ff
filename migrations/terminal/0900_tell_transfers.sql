-- What this store sent comes down with the stock, with what became of it.
CREATE INDEX stock_transfer ON stock (kind)
WHERE deleted = 0 AND kind = 'transfer';
