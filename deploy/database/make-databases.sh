#!/bin/bash
# For each service a database, a role that owns it and migrates, and a role that serves: it may
# connect, and do what migrations grant it. Nobody else may connect. Runs once, on an empty server.
#
# /run/secrets/database-passwords has a line for each: name, owner's password, service's password.
set -eu
PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
export PGPASSWORD
while read -r name owner service; do
  psql -q -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    -v name="$name" -v owner="${name}_owner" -v owner_password="$owner" \
    -v service="${name}_service" -v service_password="$service" <<'SQL'
create role :"owner" login password :'owner_password';
create role :"service" login password :'service_password';
create database :"name" owner :"owner";
revoke all on database :"name" from public;
grant connect on database :"name" to :"service";
\connect :"name"
alter schema public owner to :"owner";
revoke all on schema public from public;
grant usage on schema public to :"service";
SQL
done < /run/secrets/database-passwords
