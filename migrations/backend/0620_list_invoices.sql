-- Who was invoiced for which sale. Name, address and tax number lie beside the entry.
CREATE TABLE invoice (
  tenant text NOT NULL,
  store text NOT NULL,
  entry text NOT NULL,
  terminal text NOT NULL,
  invoice text NOT NULL,
  sale text NOT NULL,
  customer text NOT NULL,
  at bigint NOT NULL,
  business_date text NOT NULL,
  PRIMARY KEY (tenant, store, entry)
);

CREATE INDEX invoice_by_day ON invoice (tenant, store, business_date, at);
