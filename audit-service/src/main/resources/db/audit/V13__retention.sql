-- Months whose contents were removed: which leaves these were, and the leaf that says so, which is
-- kept here for the day when its own month is removed. Tiles and checkpoints stay as they are.
create table removed_month (
  month date primary key,
  first bigint not null check (first >= 0),
  last bigint not null check (last >= first),
  notice bigint not null unique check (notice > last),
  entry bytea not null
);

-- Which positions their leaves had, as in source_range.
create table removed_range (
  month date not null references removed_month,
  source text not null,
  accounted boolean not null,
  first bigint not null,
  last bigint not null check (last >= first),
  primary key (month, source, accounted, first)
);

create trigger removed_month_only_grows before update or delete or truncate on removed_month
  for each statement execute function only_grows();
create trigger removed_range_only_grows before update or delete or truncate on removed_range
  for each statement execute function only_grows();

-- The positions of a month's leaves, as stretches without a hole.
create function month_ranges(first_day date)
returns table (source text, accounted boolean, first bigint, last bigint)
language sql stable as
$$
  with place as (
    select l.source, false as accounted, l.position from leaf l where l.month = first_day
    union
    select l.source, true, l.position from leaf l
    where l.month = first_day and l.source not like '/vigie/audit-service/quarantine/%'
    union
    select claimed ->> 'claimedSource', true, (claimed ->> 'claimedPosition')::bigint
    from (
      select convert_from(l.entry, 'UTF8')::jsonb -> 'data' as claimed from leaf l
      where l.month = first_day and l.source like '/vigie/audit-service/quarantine/%') as quarantined
    where claimed ->> 'claimedSource' is not null and claimed ->> 'claimedPosition' is not null),
  numbered as (
    select *, position - row_number() over (partition by p.source, p.accounted order by position)
      as stretch
    from place p)
  select n.source, n.accounted, min(n.position), max(n.position)
  from numbered n group by n.source, n.accounted, n.stretch
$$;

-- SHA-256 over them, a line each.
create function month_digest(first_day date) returns text
language sql stable as
$$
  select encode(sha256(convert_to(coalesce(string_agg(
    concat_ws(' ', r.source, left(r.accounted::text, 1), r.first, r.last) || E'\n',
    '' order by r.source collate "C", r.accounted, r.first), ''), 'UTF8')), 'hex')
  from month_ranges(first_day) r
$$;

-- Removes a month's contents, where a leaf says that they are to be, with their number and their
-- positions. The writer may call it, and may remove nothing else; nothing is removed that arrived in
-- the last six months, whoever asks. (CNIL: six months at least)
create function remove_month(first_day date, notice_index bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as
$$
declare
  part text := 'leaf_' || to_char(first_day, 'YYYY_MM');
  said bytea;
  event jsonb;
  lowest bigint;
  highest bigint;
  leaves bigint;
begin
  perform pg_advisory_xact_lock(hashtext('remove_month'));
  if to_regclass(part) is null then
    return 0;
  end if;
  if first_day + interval '7 months' > current_date then
    raise exception 'contents stay for six months' using errcode = 'insufficient_privilege';
  end if;
  select entry into said from leaf where index = notice_index;
  event := convert_from(said, 'UTF8')::jsonb;
  select min(index), max(index), count(*) from leaf where month = first_day
    into lowest, highest, leaves;
  if event ->> 'type' is distinct from 'audit.contents-removed.v1'
    or event -> 'data' ->> 'month' is distinct from first_day::text
    or (event -> 'data' ->> 'leaves')::bigint is distinct from leaves
    or event -> 'data' ->> 'positions' is distinct from month_digest(first_day)
    or highest - lowest + 1 is distinct from leaves
    or notice_index <= highest
  then
    raise exception 'no leaf says that these contents are to be removed'
      using errcode = 'insufficient_privilege';
  end if;
  insert into removed_month values (first_day, lowest, highest, notice_index, said);
  insert into removed_range select first_day, r.* from month_ranges(first_day) r;
  execute format('drop table %I', part);
  return leaves;
end
$$;
revoke all on function remove_month(date, bigint) from public;

grant select on removed_month, removed_range to ${service_role};
grant execute on function remove_month(date, bigint) to ${service_role};
