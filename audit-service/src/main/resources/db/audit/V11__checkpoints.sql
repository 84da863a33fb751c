-- The keys that checkpoints are signed with; the private half is wrapped with a key that is not in
-- this database.
create table signing_key (
  id bigint generated always as identity primary key,
  public_key bytea not null unique check (octet_length(public_key) = 32),
  wrapped bytea not null,
  made timestamptz not null
);
create table signing_key_end (
  id bigint primary key references signing_key,
  ended timestamptz not null
);

-- What was signed. One row a size, for ever: the log never signs two roots for one size. Numbered,
-- so that none can be taken out of the middle.
create table checkpoint (
  size bigint primary key check (size > 0),
  number bigint not null unique check (number > 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null
);

-- What witnesses signed: that they have seen this checkpoint, and that it goes on from all they saw
-- before.
create table cosignature (
  size bigint not null references checkpoint,
  witness text not null,
  line text not null,
  primary key (size, witness)
);

create trigger signing_key_only_grows before update or delete or truncate on signing_key
  for each statement execute function only_grows();
create trigger signing_key_end_only_grows before update or delete or truncate on signing_key_end
  for each statement execute function only_grows();
create trigger checkpoint_only_grows before update or delete or truncate on checkpoint
  for each statement execute function only_grows();
create trigger cosignature_only_grows before update or delete or truncate on cosignature
  for each statement execute function only_grows();

grant select, insert on signing_key, signing_key_end, checkpoint, cosignature to ${service_role};
