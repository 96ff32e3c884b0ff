-- A coupon is found by its code. A tax class has a code too, and is not in the index.
ALTER TABLE pricing ADD COLUMN code TEXT AS (data ->> '$.code') VIRTUAL;

CREATE INDEX pricing_coupon ON pricing (code)
WHERE kind = 'coupon' AND deleted = 0;
