-- The log as a Merkle tree (RFC 6962) in place of the hash chain. Nothing was deployed with the
-- chain, so nothing is carried over.
drop table access_person, access, unreadable, source_progress, leaf;

-- What was logged, month by month of arrival: a month's contents can be removed, the tree stays.
-- Where the columns beside the entry come from, and what they are for: fr.vigie.audit.log.LeafTables.
create table leaf (
  index bigint not null check (index >= 0),
  month date not null,
  id text not null,
  source text not null,
  position bigint not null check (position > 0),
  topic text not null,
  entry bytea storage external not null, -- read far more often than it compresses well
  primary key (index, month)
) partition by range (month);
create index leaf_by_place on leaf (source, position);
create index leaf_by_id on leaf (id);

-- What questions are answered from: a projection, written with its leaf and told by its entry.
create table access (
  index bigint not null,
  month date not null,
  time timestamptz not null,
  topic text not null,
  actor text,
  operation text,
  outcome text,
  subject text,
  primary key (index, month)
) partition by range (month);
create index access_by_actor on access (actor, index);
create index access_by_time on access (time);
create index access_by_operation on access (operation, index);
-- Nearly everything is allowed: the rest is what is asked for.
create index access_by_outcome on access (outcome, index) where outcome <> 'allowed';

-- Whom an event is about: its subject, and whoever its data lists.
create table access_person (
  index bigint not null,
  month date not null,
  person text not null,
  primary key (index, person, month)
) partition by range (month);
create index access_person_by_person on access_person (person, index);

-- Full tiles (C2SP tlog-tiles), published for ever: proofs are made from these and from the edge.
create table tile (
  level smallint not null check (level between 0 and 63),
  number bigint not null check (number >= 0),
  hashes bytea storage external not null check (octet_length(hashes) = 8192),
  primary key (level, number)
);

-- Where the tree ends: its size, its root, and at each level the hashes that fill no tile yet.
-- Moves in the transaction that adds the leaves. Told by them: whoever changes it is found out.
create table tree_head (
  one boolean primary key default true check (one),
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  month date not null,
  edge bytea[] storage external not null
);
insert into tree_head (size, root, month, edge) values (0, sha256(''), '1970-01-01', '{}');

-- Which positions of a source are in the log (accounted: or were claimed by a record that could not
-- be read). One row a stretch without a hole. Told by the leaves.
create table source_range (
  source text not null,
  accounted boolean not null,
  first bigint not null,
  last bigint not null check (last >= first),
  primary key (source, accounted, first)
);

create trigger leaf_only_grows before update or delete or truncate on leaf
  for each statement execute function only_grows();
create trigger access_only_grows before update or delete or truncate on access
  for each statement execute function only_grows();
create trigger access_person_only_grows before update or delete or truncate on access_person
  for each statement execute function only_grows();
create trigger tile_only_grows before update or delete or truncate on tile
  for each statement execute function only_grows();

-- Makes the partitions of a month, once. The writer may call it, and may make nothing else.
create function open_month(first_day date) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  parent text;
  part text;
begin
  if first_day <> date_trunc('month', first_day) then
    raise exception 'a month begins on its first day' using errcode = 'invalid_parameter_value';
  end if;
  perform pg_advisory_xact_lock(hashtext('open_month'));
  foreach parent in array array['leaf', 'access', 'access_person'] loop
    part := parent || '_' || to_char(first_day, 'YYYY_MM');
    if to_regclass(part) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)',
        part, parent, first_day, (first_day + interval '1 month')::date);
      execute format('create trigger %I before update or delete or truncate on %I '
        || 'for each statement execute function only_grows()', part || '_only_grows', part);
    end if;
  end loop;
end
$$;
revoke all on function open_month(date) from public;

grant select, insert on leaf, access, access_person, tile to ${service_role};
grant select, update on tree_head to ${service_role};
grant select, insert, update, delete on source_range to ${service_role};
grant execute on function open_month(date) to ${service_role};
