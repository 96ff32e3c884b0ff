-- How many copies of a Z are known, and how often a closing was printed: a terminal that has lost
-- its own and is told of them goes on counting. The figures of reports are made anew, and with them
-- what was printed before.

alter table till_closing add column prints bigint not null default 0;

alter table fiscal_closing add column prints bigint not null default 0;
