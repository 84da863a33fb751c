-- What the employer's directory calls an account, and whether it has deleted it there.
alter table login
  add column external_id text unique,
  add column deleted boolean not null default false;

grant update (login, display_name, external_id, deleted) on login to ${service_role};
