-- The wall between municipalities. A city is a login role; row level security asks who is logged in, and nothing a
-- session may change (a setting, a search path) has a say. Every table of a zone calls one of the two functions below;
-- a test enumerates the tables and finds the one that did not.

-- 現在の自治体: the last part of the login role's name (`yanagi_internet_yanai` -> `yanai`).
-- Null for the group role, the system role and everybody else, so that their inserts without a tenant fail.
-- Policies ask it for every row that is read or written: 0.5 µs this way, 10 µs with a regular expression.
create function current_tenant() returns text
  language sql stable parallel safe security invoker
  as $$ select case when split_part(current_user::text, '_', -2) in ('internet', 'office', 'mynumber')
    then nullif(nullif(split_part(current_user::text, '_', -1), 'app'), 'system') end $$;
comment on function current_tenant() is '接続中の自治体';

-- Indexes. The primary key begins with tenant_id. Every other index of a table that is written in a rush begins with the
-- column that tells rows apart and has tenant_id after it: before a table has statistics the planner takes each index that
-- begins with tenant_id for equally good, and may walk through all rows of a city for one of them.

-- Puts a table behind the wall and gives the group role the named privileges on it.
-- Append-only tables pass 'select,insert'.
create function enforce_tenancy(table_name text, privileges text default 'select,insert,update,delete') returns void
  language plpgsql
  as $$
  declare
    target regclass := to_regclass(format('%I.%I', current_schema(), table_name));
    group_role text := current_setting('yanagi.role_prefix') || '_' || current_schema() || '_app';
    system_role text := current_setting('yanagi.role_prefix') || '_' || current_schema() || '_system';
    sequence_name text;
  begin
    if target is null then
      raise exception 'enforce_tenancy: there is no table % in schema %', table_name, current_schema();
    end if;
    if not exists (select from pg_attribute where attrelid = target and attname = 'tenant_id' and attnotnull) then
      raise exception 'enforce_tenancy: table % needs a column tenant_id text not null', table_name;
    end if;
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy city on %s to %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', target, group_role);
    execute format('create policy system on %s to %I using (true) with check (true)', target, system_role);
    execute format('revoke all on %s from public', target);
    execute format('grant %s on %s to %I', privileges, target, group_role);
    for sequence_name in
      select d.objid::regclass::text from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
      where d.refobjid = target and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    loop
      execute format('grant usage on sequence %s to %I', sequence_name, group_role);
    end loop;
  end $$;

-- A table without tenants, the same for every city of the zone (postcodes, banks). It says so in its comment;
-- the list of global tables is what the comments say.
create function global_table(table_name text, privileges text default 'select') returns void
  language plpgsql
  as $$
  declare
    target regclass := to_regclass(format('%I.%I', current_schema(), table_name));
    group_role text := current_setting('yanagi.role_prefix') || '_' || current_schema() || '_app';
    said text;
  begin
    if target is null then
      raise exception 'global_table: there is no table % in schema %', table_name, current_schema();
    end if;
    said := coalesce(obj_description(target, 'pg_class'), table_name);
    execute format('comment on table %s is %L', target, said || '（全自治体共通）');
    execute format('revoke all on %s from public', target);
    execute format('grant %s on %s to %I', privileges, target, group_role);
  end $$;

revoke execute on function enforce_tenancy(text, text), global_table(text, text) from public;
