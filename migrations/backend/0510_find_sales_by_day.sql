-- Receipts behind a figure are read newest first.

create index sale_by_day on sale (tenant, store, business_date, at, entry);

drop index sale_by_date;
