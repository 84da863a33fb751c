-- Views: what questions are answered from. Built from the log's entries and from nothing else, so that any of
-- them can be dropped. A view has two places of one shape: one is live, which follows the log and is read; in
-- the other it can be built anew. Which is live is one row's change.
create table view_state (
  view text primary key,
  live text not null check (live in ('a', 'b'))
);
create table view_place (
  view text not null references view_state,
  place text not null check (place in ('a', 'b')),
  -- The first leaf it does not show yet.
  next_index bigint not null default 0,
  -- The form its rows have; a program that writes another one builds the view anew.
  form int not null default 0,
  primary key (view, place)
);
insert into view_state values ('traces', 'a');
insert into view_place (view, place) values ('traces', 'a'), ('traces', 'b');

-- Says which place is live, and holds it until the transaction ends: whoever wants to empty it waits.
create function enter_view(name text) returns table (place text, next_index bigint)
language plpgsql as
$$
declare
  seen text;
begin
  loop
    select live into strict seen from view_state where view = name;
    perform pg_advisory_xact_lock_shared(hashtext('view ' || name), ascii(seen));
    -- It may have been switched, and emptied, before the lock was there.
    exit when seen = (select live from view_state where view = name);
  end loop;
  return query select p.place, p.next_index from view_place p where p.view = name and p.place = seen;
end
$$;

-- One event, as it is asked for.
create table trace_a (
  index bigint primary key,
  -- Of its arrival: where its leaf lies.
  month date not null,
  time timestamptz not null,
  topic text not null,
  type text,
  actor text,
  organisation text,
  agency text,
  session text,
  device text,
  network text,
  operation text,
  outcome text,
  subject text,
  purpose text,
  basis text,
  field_classes text[] not null,
  -- Its subject, and whoever its data lists.
  persons text[] not null
);
create index on trace_a (actor, index);
create index on trace_a (session);
create index on trace_a (device);
create index on trace_a (network);
create index on trace_a (agency);
create index on trace_a (time);
create index on trace_a (operation, index);
create index on trace_a (purpose, index);
-- Nearly everything is of one kind: the rest is what is looked for.
create index on trace_a (organisation, index) where organisation <> 'FT';
create index on trace_a (outcome, index) where outcome <> 'allowed';
create index on trace_a (basis, index) where basis <> 'portfolio';
create index on trace_a using gin (field_classes) with (fastupdate = off);

-- One row for each event and each person it is about: reads, rows of lists, results of searches.
create table trace_person_a (
  person text collate "C" not null,
  index bigint not null,
  primary key (person, index)
);

create table trace_b (like trace_a including all);
create table trace_person_b (like trace_person_a including all);

grant select, update on view_state, view_place to ${service_role};
grant select, insert, delete, truncate on trace_a, trace_b, trace_person_a, trace_person_b
  to ${service_role};
