-- Views of the event store: what officers list. May be dropped and made anew from the events.

create table frozen_target (
  reference text primary key,
  scope text not null check (scope in ('account', 'session', 'organisation')),
  target text not null,
  cause text not null,
  detected boolean not null,
  state text not null check (state in ('frozen', 'thaw-proposed', 'thawed')),
  frozen_by text not null,
  frozen_at timestamptz not null,
  proposed_by text,
  reason text,
  thawed_by text,
  changed_at timestamptz not null,
  position bigint not null unique
);
create index frozen_target_state on frozen_target (state, position desc);
create index frozen_target_target on frozen_target (target, position desc);
comment on table frozen_target is 'A view of the event store: every freeze there was, and how it stands.';
comment on column frozen_target.position is 'Of the event that began it.';

create table held_freeze (
  alert text primary key,
  scope text not null,
  target text not null,
  rule text not null,
  held_at timestamptz not null,
  position bigint not null unique
);
comment on table held_freeze is
  'A view of the event store: freezes that alerts asked for while the breaker was open.';

grant select, insert, update on frozen_target, held_freeze to ${service_role};
