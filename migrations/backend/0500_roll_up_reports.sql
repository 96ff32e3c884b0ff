-- Figures of reports, added up in the transaction that applies an entry: read in place of sales.

create table report_figure (
  tenant text not null,
  store text not null,
  business_date text not null,
  -- By hour, by product, …, and which of them.
  part text not null,
  key text not null,
  -- Its own rows: two terminals never wait for each other here.
  terminal text not null,
  count bigint not null,
  quantity bigint not null,
  amount bigint not null,
  tax bigint not null,
  cost bigint not null,
  costed bigint not null,
  baskets bigint not null,
  sold bigint not null,
  primary key (tenant, store, business_date, part, key, terminal)
);

-- Of which version the figures of the store are; what is older is made anew from the entries.
alter table store add column figures_version bigint not null default 0;
