-- A file holds a contract of engagement, appointments and notes too.

alter table file add column contract bytea;

create table file_entry (
  person uuid not null,
  entry uuid not null,
  field_class text not null,
  sealed bytea not null,
  closing bytea,
  position bigint not null,
  primary key (person, entry)
);
comment on table file_entry is
  'A view of the event store: appointments and notes of each person, sealed, and how appointments went.';

grant select, insert, update on file_entry to ${service_role};
