-- The number that a late entry was given once: it stays its own, also where the entry is no
-- correction any more, so that no printed copy names another entry by it.

alter table till_entry add column numbered bigint;

update till_entry set numbered = correction where correction is not null;
