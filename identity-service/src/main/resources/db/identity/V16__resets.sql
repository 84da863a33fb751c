-- Where a person is written to, sealed: mail for links, notices for everything that is to be known
-- also where the mail is in somebody else's hands.
create table contact (
  account uuid primary key references login on delete cascade,
  mail text not null,
  notices text not null
);

-- Views of the event store.

create table reset_case (
  reset uuid primary key,
  account uuid not null,
  organisation text not null,
  kind text not null,
  proofing text,
  asked_by uuid not null,
  asked_at timestamptz not null,
  approvals uuid[] not null default '{}',
  state text not null,
  changed_at timestamptz not null,
  position bigint not null unique
);

create index reset_case_approved on reset_case (changed_at) where state = 'approved';

-- Who is still to be told what about an account; claimed_at: somebody is telling them.
create table notice (
  position bigint not null,
  recipient uuid not null,
  account uuid not null,
  about text not null,
  at timestamptz not null,
  claimed_at timestamptz,
  primary key (position, recipient)
);

-- Links by their digest. Not a view: the secret is in the letter alone.
create table reset_link (
  reset uuid primary key,
  account uuid not null,
  kind text not null,
  digest bytea not null unique,
  made_at timestamptz not null,
  until timestamptz not null,
  sent boolean not null default false,
  used_at timestamptz
);

grant select, insert on contact to ${service_role};
grant select, insert, update, delete
  on reset_case, notice, reset_link
  to ${service_role};
