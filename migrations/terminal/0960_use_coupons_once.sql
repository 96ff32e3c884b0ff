-- Codes that are good for one sale and were used by one of this terminal: it takes none twice, also
-- while nobody else can be asked.
CREATE TABLE used_coupon (
  entry TEXT NOT NULL REFERENCES journal (id),
  code TEXT NOT NULL,
  PRIMARY KEY (code, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX used_coupon_entry ON used_coupon (entry);

INSERT INTO used_coupon (entry, code)
  SELECT journal.id, claim.value ->> '$.key'
  FROM journal JOIN json_each(journal.canonical, '$.body.claims') AS claim
  WHERE journal.kind = 'sale-completed' AND claim.value ->> '$.kind' = 'coupon';
