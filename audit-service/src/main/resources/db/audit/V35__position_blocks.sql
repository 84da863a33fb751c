-- Positions come in combs: a source's events lie in several partitions, which are read one after the other. A
-- row for each stretch between two holes was a row for nearly each event of a backlog, made and deleted again.
-- Now positions lie in blocks of 1,024: position p is in block (p - 1) / 1024. A block with all its positions
-- is part of a stretch in source_range, which begins and ends with blocks; any other is a row of bits, the
-- first one the block's first position. Told by the leaves, like source_range.
create table source_block (
  source text not null,
  accounted boolean not null,
  block bigint not null check (block >= 0),
  positions bytea not null check (octet_length(positions) = 128),
  primary key (source, accounted, block)
);
grant select, insert, update, delete on source_block to ${service_role};

-- What was there, in the new form.
create temporary table stretch on commit drop as table source_range;
create temporary table block_part on commit drop as
  select s.source, s.accounted, b.block,
    greatest(s.first, b.block * 1024 + 1) - b.block * 1024 - 1 as gap,
    least(s.last, (b.block + 1) * 1024) - greatest(s.first, b.block * 1024 + 1) + 1 as long
  from stretch s
  cross join lateral (
    select distinct block from unnest(array[(s.first - 1) / 1024, (s.last - 1) / 1024]) as block) as b;
create temporary table block_bits on commit drop as
  select source, accounted, block, sum(long) as there,
    bit_or(rpad(repeat('0', gap::int) || repeat('1', long::int), 1024, '0')::bit(1024)) as bits
  from block_part group by source, accounted, block;

insert into source_block
  select source, accounted, block,
    (select string_agg(int8send(substring(bits from 64 * i + 1 for 64)::bit(64)::bigint), ''::bytea order by i)
     from generate_series(0, 15) as i)
  from block_bits where there < 1024;

delete from source_range;
with full_block as (
  -- Those between the ends of one stretch, which can be many, as they are.
  select source, accounted, (first - 1) / 1024 + 1 as first, (last - 1) / 1024 - 1 as last
  from stretch where (last - 1) / 1024 - (first - 1) / 1024 >= 2
  union all
  select source, accounted, block, block from block_bits where there = 1024),
numbered as (
  select *, lag(last) over (partition by source, accounted order by first) as before from full_block),
joined as (
  select *, count(*) filter (where before is distinct from first - 1)
    over (partition by source, accounted order by first) as run
  from numbered)
insert into source_range
  select source, accounted, min(first) * 1024 + 1, (max(last) + 1) * 1024
  from joined group by source, accounted, run;
