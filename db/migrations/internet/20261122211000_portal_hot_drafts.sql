-- Why: a draft is saved at every page, and most saves should touch one row and no index. Its last day changes once a day,
-- and the list of a person's drafts is short enough to be sorted when it is read; so no indexed column changes with a save,
-- and a page with room to spare keeps the new row beside the old one.
drop index draft_by_account;
create index draft_by_account on draft (tenant_id, account_id) where account_id is not null;
alter table draft set (fillfactor = 70);

-- Encrypted bytes can't be made smaller: no time is spent on trying.
alter table draft alter column body set storage external;
alter table application alter column copy set storage external;
