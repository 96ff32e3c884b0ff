-- When the goods came that cost so much: the last delivery counts, in whatever order entries come.
alter table inventory_item add column cost_at bigint not null default 0;
