-- What became of quotes by e-mail, as it comes down; of receipts it comes with their sales.
CREATE TABLE told_mail (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rx_seq INTEGER NOT NULL UNIQUE,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  lwt REAL NOT NULL,
  rev TEXT NOT NULL,
  meta TEXT,
  data TEXT NOT NULL
) STRICT;

CREATE TRIGGER quote_mail_came AFTER INSERT ON told_mail
BEGIN
  INSERT OR REPLACE INTO mail_fate (mail, state, trouble)
  SELECT NEW.id, NEW.data ->> '$.state', NEW.data ->> '$.trouble'
  WHERE EXISTS (
    SELECT 1 FROM journal
    WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
      AND canonical ->> '$.body.mail' = NEW.id
  );
END;

CREATE TRIGGER quote_mail_came_again AFTER UPDATE OF data ON told_mail
BEGIN
  INSERT OR REPLACE INTO mail_fate (mail, state, trouble)
  SELECT NEW.id, NEW.data ->> '$.state', NEW.data ->> '$.trouble'
  WHERE EXISTS (
    SELECT 1 FROM journal
    WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
      AND canonical ->> '$.body.mail' = NEW.id
  );
END;

-- Wishes for receipts and for quotes are looked for together.
DROP INDEX journal_mails;

DROP INDEX journal_mails_newest;

DROP INDEX journal_mails_waiting;

DROP INDEX journal_mails_customer;

DROP INDEX journal_mails_by_mail;

CREATE INDEX journal_mails ON journal (
  coalesce(canonical ->> '$.body.sale', canonical ->> '$.body.park')
) WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked');

CREATE INDEX journal_mails_newest ON journal (epoch_ordinal, seq)
WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked');

CREATE INDEX journal_mails_waiting ON journal (at)
WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked') AND personal IS NOT NULL;

CREATE INDEX journal_mails_customer ON journal (canonical ->> '$.body.customer')
WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked');

CREATE INDEX journal_mails_by_mail ON journal (canonical ->> '$.body.mail')
WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked');

DROP TRIGGER sale_came_with_mails;

DROP TRIGGER sale_came_again_with_mails;

DROP TRIGGER mail_is_over;

DROP TRIGGER mail_customer_is_erased;

CREATE TRIGGER sale_came_with_mails AFTER INSERT ON sales
WHEN NEW.data ->> '$.mails' IS NOT NULL
BEGIN
  INSERT OR REPLACE INTO mail_fate (mail, state, trouble)
  SELECT value ->> '$.mail', value ->> '$.state', value ->> '$.trouble'
  FROM json_each(NEW.data, '$.mails')
  WHERE EXISTS (
    SELECT 1 FROM journal
    WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
      AND canonical ->> '$.body.mail' = value ->> '$.mail'
  );
END;

CREATE TRIGGER sale_came_again_with_mails AFTER UPDATE OF data ON sales
WHEN NEW.data ->> '$.mails' IS NOT NULL
BEGIN
  INSERT OR REPLACE INTO mail_fate (mail, state, trouble)
  SELECT value ->> '$.mail', value ->> '$.state', value ->> '$.trouble'
  FROM json_each(NEW.data, '$.mails')
  WHERE EXISTS (
    SELECT 1 FROM journal
    WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
      AND canonical ->> '$.body.mail' = value ->> '$.mail'
  );
END;

CREATE TRIGGER mail_is_over AFTER INSERT ON mail_fate
WHEN NEW.state <> 'queued'
BEGIN
  DELETE FROM rx_document WHERE id IN (
    SELECT journal.id || '|0' FROM journal
    WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
      AND canonical ->> '$.body.mail' = NEW.mail
  );
  UPDATE journal SET personal = NULL
  WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
    AND canonical ->> '$.body.mail' = NEW.mail AND personal IS NOT NULL;
END;

CREATE TRIGGER mail_customer_is_erased AFTER INSERT ON erased_customer
BEGIN
  DELETE FROM rx_document WHERE id IN (
    SELECT journal.id || '|0' FROM journal
    WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
      AND canonical ->> '$.body.customer' = NEW.customer
  );
  UPDATE journal SET personal = NULL
  WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
    AND canonical ->> '$.body.customer' = NEW.customer AND personal IS NOT NULL;
  UPDATE recovered_entry SET personal = NULL
  WHERE kind IN ('receipt-mail-asked', 'quote-mail-asked')
    AND canonical ->> '$.body.customer' = NEW.customer AND personal IS NOT NULL;
END;
