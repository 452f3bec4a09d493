-- A matter may reach over several procedures (one open application of a person among several kinds): the token alone says
-- which, since it is made of the procedure's id or of the shared scope.
drop index case_file_duplicate;
create index case_file_duplicate on case_file (tenant_id, duplicate_token) where duplicate_token is not null;
