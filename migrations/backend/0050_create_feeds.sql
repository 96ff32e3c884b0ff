-- What is pulled: each feed counts its own changes, under the lock of its row, so that no number
-- is ever seen before a smaller one (sequences and times lose rows under several writers).

create table feed (
  tenant text not null,
  name text not null,
  generation text not null,
  n bigint not null,
  primary key (tenant, name)
);

-- One current row for each document: a later change replaces it under a later number.
create table feed_document (
  tenant text not null,
  feed text not null,
  id text not null,
  n bigint not null,
  kind text not null,
  document jsonb not null,
  deleted boolean not null,
  primary key (tenant, feed, id)
);

create unique index feed_document_by_n on feed_document (tenant, feed, n);
