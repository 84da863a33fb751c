-- Security event tokens still to be told. claims: without the receiver, signed when handed over.
create table signal (
  receiver text not null,
  id uuid not null,
  claims text not null,
  attempts int not null default 0,
  next_at timestamptz not null,
  made_at timestamptz not null,
  primary key (receiver, id)
);

create index signal_due on signal (next_at);
create index signal_oldest on signal (receiver, made_at, id);

grant select, insert, update, delete on signal to ${service_role};
