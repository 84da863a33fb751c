-- The log. Format and hashes: fr.vigie.audit.log.HashChain.
create table leaf (
  index bigint primary key check (index >= 0),
  source text not null,
  position bigint not null check (position > 0),
  topic text not null,
  entry bytea not null,
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  unique (source, position)
);

-- Entries are read far more often than they compress well.
alter table leaf alter column entry set storage external;

-- What questions are answered from: a projection, written with its leaf and told by its entry.
create table access (
  index bigint primary key,
  time timestamptz not null,
  topic text not null,
  actor text,
  operation text,
  outcome text,
  subject text
);
create index access_by_actor on access (actor, index);
create index access_by_time on access (time);
create index access_by_operation on access (operation, index);
-- Nearly everything is allowed: the rest is what is asked for.
create index access_by_outcome on access (outcome, index) where outcome <> 'allowed';

-- Whom an event is about: its subject, and whoever its data lists.
create table access_person (
  index bigint not null,
  person text not null,
  primary key (index, person)
);
create index access_person_by_person on access_person (person, index);

create function only_grows() returns trigger language plpgsql as
$$
begin
  raise exception 'the log can only grow' using errcode = 'insufficient_privilege';
end
$$;

create trigger leaf_only_grows before update or delete or truncate on leaf
  for each statement execute function only_grows();
create trigger access_only_grows before update or delete or truncate on access
  for each statement execute function only_grows();
create trigger access_person_only_grows before update or delete or truncate on access_person
  for each statement execute function only_grows();

-- How far each source's positions have come without a hole. Derived from leaf; may be set back.
create table source_progress (
  source text primary key,
  contiguous bigint not null default 0,
  stuck_since timestamptz
);

-- Positions of a source whose event could not be read: the leaf says what came in its place.
create table unreadable (
  source text not null,
  position bigint not null,
  index bigint not null,
  primary key (source, position)
);
create trigger unreadable_only_grows before update or delete or truncate on unreadable
  for each statement execute function only_grows();

grant select, insert on leaf, access, access_person, unreadable to ${service_role};
grant select, insert, update on source_progress to ${service_role};
