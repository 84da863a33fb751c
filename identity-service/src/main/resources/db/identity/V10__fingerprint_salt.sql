-- What the fingerprints of wrong passwords are salted with, one for each hour: without it none can
-- be compared with anything any more. It is deleted when the next hour is over.
create table fingerprint_salt (
  hour bigint primary key,
  salt bytea not null
);

grant select, insert, delete on fingerprint_salt to ${service_role};
