-- What one unit of an item costs the store, as a unit price; null where nobody knows.
alter table inventory_item add column cost bigint;
