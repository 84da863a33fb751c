-- append_events as before, but for the word to those who wait: it names the types of what came.

create or replace function append_events(
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
  types text;
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
    -- Who waits for events of other types need not look. Longer than 8000 bytes is refused.
    select string_agg(distinct n.type, ',') into types
    from unnest(event_append, event_type) as n (append, type)
    where n.append <> all (refused);
    perform pg_notify('event_store',
      case when length(types) < 7900 then last_position || ' ' || types
      else last_position::text end);
  end if;
  return answer;
end $$;
