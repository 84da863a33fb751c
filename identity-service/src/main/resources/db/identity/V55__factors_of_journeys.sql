-- version goes up with each new password or authenticator, not where the same password is hashed
-- anew; factors is the sum of an account's: a sign-in goes on while it is what it was.
alter table credential add column version int not null default 0;
alter table journey add column factors int not null default 0;
