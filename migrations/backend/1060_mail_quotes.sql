-- A quote goes by e-mail too: it is known by the parked cart that it is.
ALTER TABLE receipt_mail ALTER COLUMN sale DROP NOT NULL;

ALTER TABLE receipt_mail ADD COLUMN park text;

ALTER TABLE receipt_mail ADD CONSTRAINT receipt_mail_of_one
  CHECK ((sale IS NULL) <> (park IS NULL));

-- Which entry put the cart aside, as `entryId` and its hash have it; null where none says more
-- than the cart.
ALTER TABLE parked_cart ADD COLUMN entry text;

-- What became of quotes by e-mail, for the tills of each store that was founded before.
INSERT INTO feed (tenant, name, generation, n)
  SELECT tenant, 'mails/' || id, gen_random_uuid()::text, 0 FROM store;
