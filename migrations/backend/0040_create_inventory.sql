-- Stock as a ledger: levels are opening + movements, changed by one UPDATE each, never read then
-- written.

create table inventory_level (
  tenant text not null,
  store text not null,
  location text not null,
  item text not null,
  opening bigint not null default 0,
  on_hand bigint not null default 0,
  reserved bigint not null default 0,
  unavailable bigint not null default 0,
  safety_stock bigint not null default 0,
  primary key (tenant, store, location, item)
);

create index inventory_level_by_item on inventory_level (tenant, item);

create table stock_movement (
  tenant text not null,
  store text not null,
  -- What moved the goods, once and never again: entry id / its hash / position in it.
  source text not null,
  location text not null,
  item text not null,
  quantity bigint not null,
  at bigint not null,
  primary key (tenant, store, source)
);

create index stock_movement_by_item on stock_movement (tenant, store, location, item);

create table stock_exception (
  tenant text not null,
  store text not null,
  -- The source of the movement that caused it, with the item.
  source text not null,
  item text not null,
  location text not null,
  kind text not null check (kind in ('oversold')),
  short_by bigint not null,
  found_at bigint not null,
  resolved_at bigint,
  primary key (tenant, store, source, item)
);

-- The figures of a sale, folded from its entry.
create table sale (
  tenant text not null,
  store text not null,
  -- Entry id / hash: two branches of a fork may hold one sale id, and both happened.
  entry text not null,
  id text not null,
  terminal text not null,
  receipt text not null,
  business_date text not null,
  at bigint not null,
  actor text,
  currency text not null,
  subtotal bigint not null,
  tax bigint not null,
  total bigint not null,
  primary key (tenant, store, entry)
);

create index sale_by_date on sale (tenant, store, business_date);

create table sale_line (
  tenant text not null,
  store text not null,
  entry text not null,
  position bigint not null,
  variant text,
  department text,
  name text not null,
  quantity bigint not null,
  unit_price bigint not null,
  amount bigint not null,
  tax_class text not null,
  primary key (tenant, store, entry, position)
);
