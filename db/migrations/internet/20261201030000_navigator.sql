-- Why: anybody may have a list mailed to an address that they type. Who is counted is a keyed hash; it is counted here, so
-- that more processes do not mean more mails.

create table guide_mail_count (
  tenant_id text not null default current_tenant(),
  -- Of an address, of a network, or of one form at one address.
  token bytea not null,
  window_start timestamptz not null,
  count integer not null check (count > 0),
  primary key (tenant_id, token)
);
comment on table guide_mail_count is '手続きガイドのメールの回数';
create index guide_mail_count_by_start on guide_mail_count (window_start, tenant_id);
select enforce_tenancy('guide_mail_count');

-- One statement counts a mail and says how many there were in the running window.
create function count_guide_mail(p_token bytea, p_at timestamptz, p_window interval) returns integer
language sql volatile as $$
  insert into guide_mail_count as c (token, window_start, count) values (p_token, p_at, 1)
  on conflict (tenant_id, token) do update set
    window_start = case when c.window_start + p_window <= p_at then p_at else c.window_start end,
    count = case when c.window_start + p_window <= p_at then 1 else c.count + 1 end
  returning count
$$;
