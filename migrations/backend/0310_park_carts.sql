-- Carts that were put aside, for the other tills of their store. `cart` is null once somebody went
-- on with it; the row stays, since claims on it are counted against it.
create table parked_cart (
  tenant text not null,
  store text not null,
  park text not null,
  terminal text not null,
  at bigint not null,
  actor text,
  lines bigint not null,
  total bigint not null,
  cart jsonb,
  primary key (tenant, park)
);

create index parked_cart_open on parked_cart (tenant, store, at) where cart is not null;
