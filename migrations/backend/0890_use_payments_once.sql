-- What a payment provider took pays one order: another one that names it is refused.
create table web_payment (
  tenant text not null,
  provider text not null,
  reference text not null,
  store text not null,
  -- The sale that it paid for.
  sale text not null,
  primary key (tenant, provider, reference)
);
