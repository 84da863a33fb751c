-- How far each target outside has been handed the log: the first leaf it has not got.
create table siem_progress (
  target text primary key,
  next_index bigint not null default 0
);
grant select, insert, update on siem_progress to ${service_role};
