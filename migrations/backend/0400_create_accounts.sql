-- Accounts as a ledger: a balance is the sum of its movements, changed by one UPDATE each.

create table account (
  tenant text not null,
  kind text not null,
  -- Of a gift card the keyed hash of its code, which nobody here knows.
  account text not null,
  last_four text not null,
  -- Minor units; below zero where more was drawn than there was.
  balance bigint not null,
  primary key (tenant, kind, account)
);

create table account_movement (
  tenant text not null,
  kind text not null,
  account text not null,
  -- What moved the money, once and never again: entry id / its hash / position in the sale.
  source text not null,
  store text not null,
  terminal text not null,
  -- Positive where it was put on the account.
  amount bigint not null,
  at bigint not null,
  found_at bigint not null,
  primary key (tenant, kind, account, source)
);

-- What of a sale's total was put on accounts, and is no turnover.
alter table sale add column loaded bigint not null default 0;

-- The key under which terminals hash codes, 64 hex digits: two random UUIDs have 244 random bits.
alter table tenant add column card_key text not null
  default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');

alter table tenant alter column card_key drop default;

insert into feed (tenant, name, generation, n)
select id, 'accounts', gen_random_uuid()::text, 0 from tenant;
