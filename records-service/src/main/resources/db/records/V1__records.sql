-- The views of records-service, and the keys of persons. Every personal value is ciphertext; the key
-- that unwraps person_key.wrapped lies outside this database.

create table person_key (
  person uuid not null,
  retention text not null check (retention in ('file', 'disability')),
  wrapped bytea not null,
  primary key (person, retention)
);
comment on table person_key is
  'Data keys of persons, wrapped. The only rows that are destroyed: without them a person is erased.';

create table file (
  person uuid primary key,
  identity bytea not null,
  contact bytea not null,
  situation bytea not null,
  path bytea not null,
  disability bytea,
  nir bytea not null,
  position bigint not null
);
comment on table file is 'A view of the event store: the newest sealed field classes of each person.';

create table portfolio (
  person uuid primary key,
  advisor uuid not null,
  position bigint not null
);
create index portfolio_advisor on portfolio (advisor);
comment on table portfolio is 'A view of the event store: who follows each person now.';

grant select, insert, delete on person_key to ${service_role};
grant select, insert, update on file, portfolio to ${service_role};
