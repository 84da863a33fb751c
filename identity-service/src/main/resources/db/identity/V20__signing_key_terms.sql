-- A key is published, then signs, then is only published, then ends: see KeyTerm. Its private half
-- is destroyed when it has ended. announced: its event is durable.
alter table signing_key
  alter column private_key drop not null,
  add column signs_from timestamptz,
  add column ends_at timestamptz,
  add column cause text not null default 'first',
  add column announced boolean not null default false;

update signing_key set signs_from = created_at;

alter table signing_key alter column signs_from set not null;

grant update (private_key, ends_at, announced) on signing_key to ${service_role};
