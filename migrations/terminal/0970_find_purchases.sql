-- What a customer bought is listed from what came down, too, and with what was bought as somebody
-- who was merged into them.

CREATE INDEX sales_by_customer ON sales (data ->> '$.customer', at)
WHERE deleted = 0 AND data ->> '$.customer' IS NOT NULL;

CREATE INDEX customer_merged ON customer (data ->> '$.mergedInto')
WHERE deleted = 1 AND data ->> '$.mergedInto' IS NOT NULL;
