-- Points as a ledger: a balance is the sum of its movements, changed by one UPDATE each.

alter table sale add column customer text;

create index sale_by_customer on sale (tenant, customer, at) where customer is not null;

create table loyalty_movement (
  tenant text not null,
  customer text not null,
  -- What moved the points, once and never again: entry id / its hash.
  source text not null,
  earned bigint not null,
  redeemed bigint not null check (redeemed >= 0),
  at bigint not null,
  found_at bigint not null,
  primary key (tenant, customer, source)
);

create index customer_overdrawn on customer (tenant) where points < 0;
