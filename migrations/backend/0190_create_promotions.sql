-- Promotions, the coupons that bring them, and sales that the backend prices differently.

-- The document is what terminals pull. All that ever changes of it is its end.
create table promotion (
  tenant text not null,
  id text not null,
  valid_to bigint,
  document jsonb not null,
  primary key (tenant, id)
);

create table coupon (
  tenant text not null,
  id text not null,
  code text not null,
  promotion text not null,
  single_use boolean not null,
  primary key (tenant, id)
);

create unique index coupon_by_code on coupon (tenant, code);

-- The sale stands as it was made; here is what this backend would have taken for it.
create table price_difference (
  tenant text not null,
  store text not null,
  -- Entry id / its hash, as in sale.
  entry text not null,
  terminal text not null,
  receipt text not null,
  -- Subtotal, tax, total and promotions' version of both, and the lines that differ.
  told jsonb not null,
  computed jsonb not null,
  found_at bigint not null,
  primary key (tenant, store, entry)
);

create index price_difference_by_time on price_difference (tenant, found_at);
