-- Customers of this store as they come down, what this terminal itself wrote of them, and the keys
-- that both are found by.

CREATE TABLE customer (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL,
  -- A JSON array of what the customer is found by.
  keys TEXT NOT NULL CHECK (json_type(keys) = 'array'),
  kind TEXT NOT NULL AS (data ->> '$.kind') VIRTUAL,
  erased INTEGER NOT NULL AS (data ->> '$.details' IS NULL) VIRTUAL,
  -- The last entry of this terminal that the row contains.
  contains_ordinal INTEGER AS (data ->> '$.contains.epoch.ordinal') VIRTUAL,
  contains_seq INTEGER AS (data ->> '$.contains.seq') VIRTUAL
) STRICT;

-- What this terminal wrote and no pulled row contains yet; taken over it in the order of seq.
CREATE TABLE own_customer (
  entry TEXT NOT NULL PRIMARY KEY REFERENCES journal (id),
  customer TEXT NOT NULL,
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  details TEXT NOT NULL CHECK (json_type(details) = 'object')
) STRICT, WITHOUT ROWID;

CREATE INDEX own_customer_order ON own_customer (customer, epoch_ordinal, seq);

CREATE TABLE customer_key (
  key TEXT NOT NULL,
  customer TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('pulled', 'own')),
  PRIMARY KEY (key, customer, source)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_key_customer ON customer_key (customer, source);

-- Whose personal data is gone for good, by a word given here or by a row that came down.
CREATE TABLE erased_customer (
  customer TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_customer ON journal (canonical ->> '$.body.customer')
WHERE kind IN ('customer-created', 'customer-changed');

CREATE TRIGGER customer_came AFTER INSERT ON customer
BEGIN
  INSERT INTO customer_key (key, customer, source)
  SELECT DISTINCT value, NEW.id, 'pulled' FROM json_each(NEW.keys) WHERE NEW.deleted = 0;
  DELETE FROM own_customer
  WHERE customer = NEW.id AND (epoch_ordinal, seq) <= (NEW.contains_ordinal, NEW.contains_seq);
  INSERT OR IGNORE INTO erased_customer (customer) SELECT NEW.id WHERE NEW.erased = 1;
END;

CREATE TRIGGER customer_came_again AFTER UPDATE OF data, deleted ON customer
BEGIN
  DELETE FROM customer_key WHERE customer = NEW.id AND source = 'pulled';
  INSERT INTO customer_key (key, customer, source)
  SELECT DISTINCT value, NEW.id, 'pulled' FROM json_each(NEW.keys) WHERE NEW.deleted = 0;
  DELETE FROM own_customer
  WHERE customer = NEW.id AND (epoch_ordinal, seq) <= (NEW.contains_ordinal, NEW.contains_seq);
  INSERT OR IGNORE INTO erased_customer (customer) SELECT NEW.id WHERE NEW.erased = 1;
END;

CREATE TRIGGER customer_went AFTER DELETE ON customer
BEGIN
  DELETE FROM customer_key WHERE customer = OLD.id AND source = 'pulled';
END;

CREATE TRIGGER own_customer_arrived AFTER DELETE ON own_customer
WHEN NOT EXISTS (SELECT 1 FROM own_customer WHERE customer = OLD.customer)
BEGIN
  DELETE FROM customer_key WHERE customer = OLD.customer AND source = 'own';
END;

-- What RxDB keeps of entries that it pushed (by their id and '|0') holds the same words.
CREATE TRIGGER customer_is_erased AFTER INSERT ON erased_customer
BEGIN
  DELETE FROM rx_document WHERE id IN (
    SELECT journal.id || '|0' FROM journal
    WHERE kind IN ('customer-created', 'customer-changed')
      AND canonical ->> '$.body.customer' = NEW.customer
  );
  UPDATE journal SET personal = NULL
  WHERE kind IN ('customer-created', 'customer-changed')
    AND canonical ->> '$.body.customer' = NEW.customer AND personal IS NOT NULL;
  UPDATE recovered_entry SET personal = NULL
  WHERE kind IN ('customer-created', 'customer-changed')
    AND canonical ->> '$.body.customer' = NEW.customer AND personal IS NOT NULL;
  DELETE FROM own_customer WHERE customer = NEW.customer;
  DELETE FROM customer_key WHERE customer = NEW.customer;
END;
