-- Data that is to go earlier has a key of its own; what is due is known by day; what is erased goes
-- from the views.

alter table person_key drop constraint person_key_retention_check;
alter table person_key add constraint person_key_retention_check
  check (retention in ('file', 'disability', 'detention'));

alter table file add column detention bytea;

create table retention_due (
  person uuid not null,
  rule text not null,
  retention text not null,
  due date not null,
  position bigint not null,
  primary key (person, rule)
);
create index retention_due_due on retention_due (due);
comment on table retention_due is
  'A view of the event store: the day from which data of a person may no longer be kept.';

create table erased_person (
  person uuid primary key
);
comment on table erased_person is
  'Who has no key any more and gets none again. Made of events, like a view.';

grant select, insert on erased_person to ${service_role};
grant update on person_key to ${service_role};
grant delete on file, file_entry to ${service_role};
grant select, insert, update, delete on retention_due to ${service_role};
