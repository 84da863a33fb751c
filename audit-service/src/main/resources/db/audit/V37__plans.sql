-- Questions are of many forms and wide and narrow times: each is planned for what it asks. A plan for any
-- values, which PostgreSQL makes after some of one form, thinks every time as narrow as the next, and walked a
-- whole year's events for one person.
create or replace function enter_view(name text) returns table (place text, next_index bigint)
language plpgsql as
$$
declare
  seen text;
begin
  perform set_config('plan_cache_mode', 'force_custom_plan', true);
  loop
    select live into strict seen from view_state where view = name;
    perform pg_advisory_xact_lock_shared(hashtext('view ' || name), ascii(seen));
    -- It may have been switched, and emptied, before the lock was there.
    exit when seen = (select live from view_state where view = name);
  end loop;
  return query select p.place, p.next_index from view_place p where p.view = name and p.place = seen;
end
$$;

-- Lets PostgreSQL know what is in a place that was filled just now, before it is read: its own round comes up to
-- a minute later. The owner alone may, so this does it for the service.
create function know_place(place text) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  if place not in ('a', 'b') then
    raise exception 'a view has the places a and b' using errcode = 'invalid_parameter_value';
  end if;
  execute format('analyze %I, %I', 'trace_' || place, 'trace_person_' || place);
end
$$;
revoke all on function know_place(text) from public;
grant execute on function know_place(text) to ${service_role};
