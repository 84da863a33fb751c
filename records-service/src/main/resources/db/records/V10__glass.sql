create table glass (
  reference uuid primary key,
  person uuid not null,
  advisor uuid not null,
  organisation text not null,
  agency text not null,
  reason text not null,
  words bytea not null,
  classes text[] not null,
  broken_at timestamptz not null,
  until timestamptz not null,
  manager_says text,
  officer_says text
);
create index glass_waiting on glass (organisation, broken_at)
  where manager_says is null or officer_says is null;
comment on table glass is
  'A view of the event store: uses of the broken glass. What advisors wrote is sealed under the person''s key.';

grant select, insert, update on glass to ${service_role};
