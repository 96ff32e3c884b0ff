-- Shoppers who sign in on the store's page by a code that is sent to them. There is a row also for
-- an address that nobody has: neither answers nor limits tell the one from the other.
CREATE TABLE shopper_attempt (
  tenant text NOT NULL,
  -- Of what the page that asked holds.
  attempt_hash text NOT NULL,
  -- Under the tenant's key, as the code's.
  address_hash text NOT NULL,
  code_hash text NOT NULL,
  -- Null where it can come to nothing.
  customer text,
  tries_left integer NOT NULL,
  asked_at bigint NOT NULL,
  PRIMARY KEY (tenant, attempt_hash)
);

CREATE INDEX shopper_attempt_address ON shopper_attempt (tenant, address_hash, asked_at);

CREATE INDEX shopper_attempt_age ON shopper_attempt (tenant, asked_at);

-- Who is signed in. The customer is the row that had the address; merged, it stands for another.
CREATE TABLE shopper_session (
  tenant text NOT NULL,
  token_hash text NOT NULL,
  customer text NOT NULL,
  address_hash text NOT NULL,
  began_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  PRIMARY KEY (tenant, token_hash)
);

CREATE INDEX shopper_session_customer ON shopper_session (tenant, customer, began_at);
