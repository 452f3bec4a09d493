-- A matter may reach over several procedures (one open application of a person among several kinds): the token alone says
-- which, since it is made of the procedure's id or of the shared scope. Its newest cases are asked for: the index holds them
-- in that order, or a city in which many cases share few matters would be walked through for each new one.
drop index case_file_duplicate;
create index case_file_duplicate on case_file (duplicate_token, tenant_id, arrived_at desc) where duplicate_token is not null;
