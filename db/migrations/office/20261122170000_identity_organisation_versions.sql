-- Two administrators who change the same section or post: the second one is told instead of overwriting the first.
alter table section add column version integer not null default 1;
alter table post add column version integer not null default 1;
