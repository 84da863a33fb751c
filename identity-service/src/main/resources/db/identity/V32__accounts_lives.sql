-- Every account as its events say; a view, built by the projection `accounts`.
create table account_view (
  account uuid primary key,
  organisation text not null,
  agency text not null,
  roles text[] not null,
  created_at timestamptz not null,
  reviewed_at timestamptz not null,
  signed_in_at timestamptz,
  closed_cause text,
  -- When a change last ended every session, and why.
  changed_at timestamptz,
  changed_cause text
);

create index account_view_dormant on account_view (greatest(signed_in_at, created_at))
  where closed_cause is null;

-- Role requests that nobody has decided yet; of the same view.
create table role_request (
  account uuid not null,
  request text not null,
  roles text[] not null,
  requested_by text not null,
  requested_at timestamptz not null,
  primary key (account, request)
);

-- authenticated_at may be another provider's word, and earlier.
alter table session add column begun_at timestamptz not null default now();

grant select, insert, update, delete on account_view, role_request to ${service_role};
