-- What selling asks for: age, serial and lot, deposits, add-ons, options of a variant.

alter table department add column minimum_age bigint;

alter table variant add column options jsonb;

alter table variant add column rules jsonb;

create table add_on_group (
  tenant text not null,
  id text not null,
  name text not null,
  minimum bigint not null,
  maximum bigint not null,
  choices jsonb not null,
  primary key (tenant, id)
);

-- What tells one sold thing from another, for a recall.
alter table sale_line add column serial text;

alter table sale_line add column lot text;

alter table sale_line add column expiry text;

create index sale_line_by_lot on sale_line (tenant, store, variant, lot) where lot is not null;

create index sale_line_by_serial on sale_line (tenant, store, serial) where serial is not null;
