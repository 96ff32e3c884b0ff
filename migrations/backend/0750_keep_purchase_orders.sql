-- What a store ordered from suppliers, by item, and how much of it has come.

create table purchase_order (
  tenant text not null,
  store text not null,
  id text not null,
  number text not null,
  supplier text not null,
  ordered_at bigint not null,
  -- The day on which it should come; null where nobody knows.
  expected text,
  closed_at bigint,
  primary key (tenant, store, id),
  unique (tenant, store, number)
);

create table purchase_order_line (
  tenant text not null,
  store text not null,
  purchase_order text not null,
  item text not null,
  position bigint not null,
  -- 0 for what came with the order and was not ordered.
  ordered bigint not null,
  received bigint not null default 0,
  cost bigint,
  primary key (tenant, store, purchase_order, item)
);

-- Deliveries that named an order: their movements are what has come of it.
create table goods_receipt (
  tenant text not null,
  store text not null,
  -- Entry id / hash: two branches of a fork may hold one delivery, and both happened.
  entry text not null,
  purchase_order text not null,
  terminal text not null,
  at bigint not null,
  actor text,
  note text,
  primary key (tenant, store, entry)
);

create index goods_receipt_by_order on goods_receipt (tenant, store, purchase_order);
