-- By what a supplier calls goods and orders: a delivery note names nothing else.
alter table variant add column supplier_number text;

alter table purchase_order add column reference text;
