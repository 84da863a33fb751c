-- Since when an account is called otherwise and no event says so: told of at once, and later where
-- whoever changed it died.
alter table login add column untold_since timestamptz;
create index login_untold on login (untold_since) where untold_since is not null;
grant update (untold_since) on login to ${service_role};
