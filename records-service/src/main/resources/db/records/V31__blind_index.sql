-- Finds a person by an exact number; see the room `terms`. Hashes of 128 bits are stored as uuid,
-- which is 16 bytes and no more.

create table blind_index (
  person uuid not null,
  generation int not null,
  number uuid not null,
  nir uuid not null,
  primary key (person, generation)
);
create index blind_index_number on blind_index (number);
create index blind_index_nir on blind_index (nir);
comment on table blind_index is
  'A view of the event store: keyed hashes of numbers. The keys lie outside this database.';

grant select, insert, update, delete on blind_index to ${service_role};
