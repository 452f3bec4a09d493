-- Why a value was set for days that had already begun, and what stood there before: the fee screen shows it.
alter table setting_value add column reason text not null default '';
