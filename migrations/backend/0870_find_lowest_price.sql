-- For what goods were sold of late, when they come back without a receipt.
create index sale_line_by_variant on sale_line (tenant, store, variant)
where variant is not null and quantity > 0;
