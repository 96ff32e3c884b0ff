-- What tells one sold thing from another of its kind, so that a recall or a return finds its sale.

ALTER TABLE sale_line ADD COLUMN belongs_to TEXT;

ALTER TABLE sale_line ADD COLUMN serial TEXT;

ALTER TABLE sale_line ADD COLUMN lot TEXT;

ALTER TABLE sale_line ADD COLUMN expiry TEXT;

ALTER TABLE sale_line ADD COLUMN note TEXT;

CREATE INDEX sale_line_serial ON sale_line (serial)
WHERE serial IS NOT NULL;

CREATE INDEX sale_line_lot ON sale_line (variant, lot)
WHERE lot IS NOT NULL;

-- The variants between which a deposit is chosen by hand, and the groups of add-ons.
CREATE INDEX catalogue_deposit ON catalogue (place, number)
WHERE kind = 'variant' AND deleted = 0 AND data ->> '$.rules.isDeposit' = 1;

-- What was removed is put back with all that belonged to it: an undo of before knows less.
UPDATE draft SET data = json_set(data, '$.steps', json('[]'));
