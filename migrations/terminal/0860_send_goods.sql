-- Goods that were sent to other stores are numbered in each epoch.
CREATE UNIQUE INDEX journal_transfers ON journal (epoch_ordinal, canonical ->> '$.body.number')
WHERE kind = 'transfer-sent';
