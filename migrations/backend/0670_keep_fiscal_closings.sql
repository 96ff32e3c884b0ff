-- Fiscal closings, as their terminals wrote them: a restored terminal is told how far it was.
create table fiscal_closing (
  tenant text not null,
  store text not null,
  terminal text not null,
  entry text not null,
  kind text not null check (kind in ('day', 'month', 'year')),
  number bigint not null,
  -- A business date, or the beginning of one: 2026-11-26, 2026-11, 2026.
  period text not null,
  late boolean not null,
  at bigint not null,
  actor text,
  currency text not null,
  sales bigint not null,
  turnover bigint not null,
  primary key (tenant, store, terminal, entry)
);

create index fiscal_closing_by_number on fiscal_closing (tenant, store, terminal, kind, number);
