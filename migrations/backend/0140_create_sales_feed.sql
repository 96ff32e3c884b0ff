-- Sales come down to the terminals of their store, so that goods can come back to any of them.

-- Whether the sale is among those that come down.
alter table sale add column shown boolean not null default false;

create index sale_shown on sale (tenant, store, at) where shown;

create index sale_by_receipt on sale (tenant, receipt);

create index feed_document_deleted on feed_document (tenant, feed, n) where deleted;

insert into feed (tenant, name, generation, n)
select tenant, 'sales/' || id, gen_random_uuid()::text, 0 from store;
