-- Customers, folded from the entries that speak of them.

create table customer (
  tenant text not null,
  id text not null,
  -- Null: erased for good.
  details jsonb,
  -- By what two rows may be one person: digits of the phone number, e-mail in lower case.
  phone_key text not null default '',
  email_key text not null default '',
  -- The balance of the loyalty ledger.
  points bigint not null default 0,
  created_at bigint not null,
  changed_at bigint not null,
  erased_at bigint,
  primary key (tenant, id)
);

create index customer_by_phone on customer (tenant, phone_key) where phone_key <> '';

create index customer_by_email on customer (tenant, email_key) where email_key <> '';

-- The stores whose terminals know the customer.
create table customer_store (
  tenant text not null,
  store text not null,
  customer text not null,
  primary key (tenant, store, customer)
);

create index customer_store_by_customer on customer_store (tenant, customer);

-- The entries that personal data lies beside: where it is erased.
create table customer_entry (
  tenant text not null,
  customer text not null,
  terminal text not null,
  epoch text not null,
  seq bigint not null,
  hash text not null,
  primary key (tenant, customer, terminal, epoch, seq, hash)
);

-- The feed of each store that was founded before.
insert into feed (tenant, name, generation, n)
select tenant, 'customers/' || id, gen_random_uuid()::text, 0 from store;
