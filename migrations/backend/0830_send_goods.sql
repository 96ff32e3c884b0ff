-- What one store of a shop sends to another is an order there that nobody has to place.

alter table purchase_order add column sent_from text;
alter table purchase_order add column close_reason text;
-- Terminals number what they send: on two branches of a fork there may be two of one number.
alter table purchase_order drop constraint purchase_order_tenant_store_number_key;

-- Entries that sent goods: their movements are what is on its way, or came, or was written off.
create table goods_sent (
  tenant text not null,
  store text not null,
  -- Entry id / hash: two branches of a fork may hold one transfer, and both happened.
  entry text not null,
  transfer text not null,
  destination text not null,
  terminal text not null,
  at bigint not null,
  actor text,
  note text,
  primary key (tenant, store, entry)
);

create index goods_sent_by_transfer on goods_sent (tenant, destination, transfer);
