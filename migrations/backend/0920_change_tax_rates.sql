-- Rates of a tax class from an instant on: [{from, rates}], the next first.

alter table tax_class add column later jsonb not null default '[]';
