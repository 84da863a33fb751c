-- The event store: a log of events in one order, found again by tags.
--
-- One writer at a time appends, over all replicas (the lock in append_events), and PostgreSQL makes
-- a transaction visible before it lets go of its locks. So positions become visible in their order,
-- and a reader that has seen position n will never see a smaller one come later. Positions are
-- head + 1, head + 2, ..., not drawn from a sequence: a transaction that fails leaves no gap.

create table event (
  position bigint primary key,
  id uuid not null unique,
  type text not null,
  version text not null,
  time timestamptz not null,
  -- json, not jsonb: the text stays as it was written, byte for byte
  payload json not null,
  attributes json not null,
  tags text[] not null
);

comment on table event is 'What happened, in order. Only grows.';

create table event_tag (
  tag text not null,
  position bigint not null,
  type text not null,
  primary key (tag, position)
);

comment on table event_tag is 'Finds events by tag (key=value). Written with the event.';

create table follower (
  name text primary key,
  position bigint not null
);

comment on table follower is 'How far each reader of the store has come.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% refused: % only grows', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger event_only_grows before update or delete or truncate on event
  for each statement execute function refuse_change();

create trigger event_tag_only_grows before update or delete or truncate on event_tag
  for each statement execute function refuse_change();

-- Appends a batch: several appends, each of one or more events and with criteria of its own.
--
-- An append is refused where an event after `criterion_after` matches one of its criteria; its
-- events are left out, and the others go in. Appends of one batch are judged by what was stored
-- before the batch: the caller keeps appends out that conflict with an earlier one of the batch.
--
-- append_sizes:    the number of events of each append
-- criterion_*:     one entry a criterion: the append it belongs to (from 1), the position it looked
--                  at last, one tag or null, the types or null for any, and the other tags or null
--                  (text[] in its text form)
-- event_*:         one entry an event, in order; event_append says which append it belongs to
--
-- Returns the position of the last event of each append, or -1 for one that was refused.
create function append_events(
  append_sizes int[],
  criterion_append int[],
  criterion_after bigint[],
  criterion_tag text[],
  criterion_types text[],
  criterion_tags text[],
  event_append int[],
  event_id uuid[],
  event_type text[],
  event_version text[],
  event_time timestamptz[],
  event_payload text[],
  event_attributes text[],
  event_tags text[]
) returns bigint[] language plpgsql as $$
declare
  head bigint;
  refused int[];
  answer bigint[] := append_sizes;
  last_position bigint;
begin
  -- Held until the transaction has ended and is visible. Number of no meaning, ours in this database.
  perform pg_advisory_xact_lock(7215001);

  select coalesce(max(e.position), 0) into head from event e;

  select coalesce(array_agg(c.append), '{}') into refused
  from unnest(criterion_append, criterion_after, criterion_tag, criterion_types, criterion_tags)
    as c (append, after, tag, types, tags)
  where c.after < head and case
    when c.tag is not null then exists (
      select from event_tag t
      where t.tag = c.tag and t.position > c.after
        and (c.types is null or t.type = any (c.types::text[]))
        and (c.tags is null or exists (
          select from event e where e.position = t.position and e.tags @> c.tags::text[])))
    else exists (
      select from event e
      where e.position > c.after and (c.types is null or e.type = any (c.types::text[])))
    end;

  with added as (
    insert into event (position, id, type, version, time, payload, attributes, tags)
    select head + row_number() over (order by n.place), n.id, n.type, n.version, n.time,
      n.payload::json, n.attributes::json, n.tags::text[]
    from unnest(event_append, event_id, event_type, event_version, event_time, event_payload,
        event_attributes, event_tags) with ordinality
      as n (append, id, type, version, time, payload, attributes, tags, place)
    where n.append <> all (refused)
    returning position, type, tags
  )
  insert into event_tag (tag, position, type)
  select t.tag, a.position, a.type from added a cross join unnest(a.tags) as t (tag);

  last_position := head;
  for i in 1 .. cardinality(append_sizes) loop
    if i = any (refused) then
      answer[i] := -1;
    else
      last_position := last_position + append_sizes[i];
      answer[i] := last_position;
    end if;
  end loop;

  if last_position > head then
    perform pg_notify('event_store', last_position::text);
  end if;
  return answer;
end $$;

revoke all on function append_events from public;
grant execute on function append_events to ${service_role};
grant select, insert on event, event_tag to ${service_role};
grant select, insert, update on follower to ${service_role};
