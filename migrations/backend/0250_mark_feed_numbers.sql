-- What a feed's numbers were given to. A backend that was restored from an older state gives
-- numbers again: once it has passed a terminal's checkpoint, the number alone no longer tells.
-- Each mark is a digest of the mark before it and of the documents, so that two histories that
-- differ anywhere differ from there on.

alter table feed add column mark text not null default '';

create table feed_mark (
  tenant text not null,
  feed text not null,
  -- The last number of one transaction's documents.
  n bigint not null,
  mark text not null,
  primary key (tenant, feed, n)
);
