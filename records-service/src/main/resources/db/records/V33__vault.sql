-- What nobody needed for a year lies in the vault: kept, and there for nobody's search or screen.

alter table file add column archived boolean not null default false;
comment on column file.archived is 'Lies in the vault (R52).';
