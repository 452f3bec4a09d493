-- Encrypted bytes can't be made smaller: no time is spent on trying.
alter table event_payload alter column box set storage external;
alter table relay_outbox alter column sealed set storage external;
alter table relay_inbox alter column sealed set storage external;
alter table mail_outbox alter column box set storage external;
