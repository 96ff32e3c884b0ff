-- Who shows a badge is let in without a PIN: the keyed hash of its code, which nobody here knows.
alter table staff add column badge text check (length(badge) = 64);

create unique index staff_badge on staff (tenant, store, badge);
