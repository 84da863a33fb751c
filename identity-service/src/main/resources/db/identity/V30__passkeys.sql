-- Passkeys. material is sealed for the account: it opens nothing anywhere else.
create table passkey (
  reference uuid primary key,
  account uuid not null references login,
  credential text not null unique,
  material text not null,
  signs bigint not null,
  backup_eligible boolean not null,
  backed_up boolean not null,
  added_at timestamptz not null,
  used_at timestamptz
);

create index passkey_account on passkey (account);

-- Challenges that were used, for as long as they could be used again.
create table spent_challenge (
  digest bytea primary key,
  expires_at timestamptz not null
);

-- How far a sign-in has come.
alter table journey add column stage text not null default 'awaits-code';

-- The factors that were shown, as tokens name them.
alter table session add column methods text[] not null default '{pwd,otp}';

grant select, insert, update, delete on passkey, spent_challenge to ${service_role};
