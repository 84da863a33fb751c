-- Questions are answered from views that follow the log and can be built anew: what was written
-- beside each leaf for them is read by nobody any more.
drop table access_person, access;

-- Makes the partition of a month, once. The writer may call it, and may make nothing else.
create or replace function open_month(first_day date) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  part text := 'leaf_' || to_char(first_day, 'YYYY_MM');
begin
  if first_day <> date_trunc('month', first_day) then
    raise exception 'a month begins on its first day' using errcode = 'invalid_parameter_value';
  end if;
  perform pg_advisory_xact_lock(hashtext('open_month'));
  if to_regclass(part) is null then
    execute format('create table %I partition of leaf for values from (%L) to (%L)',
      part, first_day, (first_day + interval '1 month')::date);
    execute format('create trigger %I before update or delete or truncate on %I '
      || 'for each statement execute function only_grows()', part || '_only_grows', part);
  end if;
end
$$;
