-- The online counter of a store: its sales are entries of a journal of its own, as a till's are.

-- `web` where the backend itself keeps the journal; nobody enrols as that one.
alter table terminal add column kind text not null default 'till';

create table web_counter (
  tenant text not null,
  store text not null,
  terminal text not null,
  -- Ed25519, base64 of PKCS #8: what it signs its entries with.
  private_key text not null,
  -- The epoch that it writes now; null before the first entry.
  epoch text,
  epoch_ordinal bigint not null default 0,
  -- Running number of its last sale in that epoch.
  last_number bigint not null default 0,
  -- The database was put back: entries may be gone, so the next one opens another epoch.
  restored boolean not null default false,
  primary key (tenant, store)
);

-- Who may place orders for others: an online store of the owner's that runs elsewhere.
create table shop_key (
  tenant text not null,
  id text not null,
  name text not null,
  -- SHA-256 of the key, in hex.
  key_hash text not null,
  created_at bigint not null,
  primary key (tenant, id)
);

create unique index shop_key_by_hash on shop_key (key_hash, tenant);
