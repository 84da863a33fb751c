-- The model of a passkey's authenticator, where its maker's certificate said so. The passkey's seal is over it.
alter table passkey add column model uuid;
