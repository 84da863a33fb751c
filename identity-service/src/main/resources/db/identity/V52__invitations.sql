-- Invitations: of the link its digest; of the code a digest under a key that is not in the database.
create table invitation (
  account uuid primary key references login on delete cascade,
  link bytea not null unique,
  code text,
  invited_by text not null,
  tries int not null default 0,
  expires_at timestamptz not null
);

grant select, insert, update, delete on invitation to ${service_role};
