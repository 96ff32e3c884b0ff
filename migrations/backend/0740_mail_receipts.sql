-- The mail account of a store. Its password is in no answer, no feed and no log.
CREATE TABLE mail_account (
  tenant text NOT NULL,
  store text NOT NULL,
  account jsonb NOT NULL,
  password text,
  PRIMARY KEY (tenant, store)
);

-- Receipts that somebody wants by e-mail. The address goes when its mail was sent or given up.
CREATE TABLE receipt_mail (
  tenant text NOT NULL,
  store text NOT NULL,
  mail text NOT NULL,
  sale text NOT NULL,
  customer text,
  -- The entry that asked for it, and its hash.
  terminal text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  at bigint NOT NULL,
  received_at bigint NOT NULL,
  address text,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
  trouble text,
  tries integer NOT NULL DEFAULT 0,
  -- When it is tried next; while it is being sent, when it is taken for lost.
  next_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  PRIMARY KEY (tenant, store, mail)
);

CREATE INDEX receipt_mail_due ON receipt_mail (next_at) WHERE state = 'queued';

CREATE INDEX receipt_mail_sale ON receipt_mail (tenant, sale);

CREATE INDEX receipt_mail_customer ON receipt_mail (tenant, customer) WHERE customer IS NOT NULL;

CREATE INDEX receipt_mail_newest ON receipt_mail (tenant, store, at);
