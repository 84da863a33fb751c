-- A view of the event store: other numbers on guesses that an officer is for and nobody has decided
-- on, or that another approval has overtaken.

create table policy_proposal (
  proposal text primary key,
  numbers text[] not null,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  position bigint not null unique
);
comment on column policy_proposal.numbers is 'All numbers of the policy, each as name=value.';

grant select, insert, update, delete on policy_proposal to ${service_role};
