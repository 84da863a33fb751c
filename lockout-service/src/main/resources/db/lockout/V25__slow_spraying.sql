-- A view of the event store: which accounts strangers failed at in a week, and which were signed in
-- to. By account key. Weeks before the last are forgotten.

create table weekly_account (
  week int not null,
  what text not null check (what in ('failed', 'entered')),
  account text not null,
  primary key (week, what, account)
);

create table weekly_count (
  week int primary key,
  failed int not null,
  entered int not null
);
comment on table weekly_count is 'How many rows of weekly_account there are.';

grant select, insert, update, delete on weekly_account, weekly_count to ${service_role};
