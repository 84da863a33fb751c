-- A view of the event store: which accounts are locked, for strangers or for one device. By account
-- key, which is all this service knows of an account.

create table locked_account (
  account text not null,
  device text not null,
  failures int not null,
  locked_at timestamptz not null,
  until timestamptz not null,
  position bigint not null unique,
  primary key (account, device)
);
comment on column locked_account.device is 'A known device; empty for all others together.';

grant select, insert, update, delete on locked_account to ${service_role};
