-- An account's set of recovery codes: the one whose reference is here is good, any other is not.
create table recovery_set (
  account uuid primary key references login on delete cascade,
  reference uuid not null,
  made_at timestamptz not null
);

-- Of each code its digest, under a key that is not in the database.
create table recovery_code (
  account uuid not null references login on delete cascade,
  reference uuid not null,
  digest text not null,
  used_at timestamptz,
  primary key (account, digest)
);

grant select, insert, update on recovery_set to ${service_role};
grant select, insert, update, delete on recovery_code to ${service_role};
