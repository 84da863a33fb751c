-- Whom another provider's word means. subject: a keyed hash of (who authenticated, sub), so that
-- nothing here tells what a person is called over there.
create table federated_identity (
  provider text not null,
  subject text not null,
  account uuid not null references login on delete cascade,
  bound_at timestamptz not null,
  primary key (provider, subject)
);

create index federated_identity_account on federated_identity (account);

-- Somebody another provider vouched for and nobody knows here, until they sign in with factors kept
-- here and say that it is them.
create table federated_visitor (
  digest bytea primary key,
  provider text not null,
  subject text not null,
  expires_at timestamptz not null
);

grant select, insert, delete on federated_identity, federated_visitor to ${service_role};
