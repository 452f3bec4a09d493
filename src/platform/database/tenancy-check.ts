import type { ClientBase } from 'pg'
import type { Zone } from '../zone.ts'
import { groupRole, loginRole } from './roles.ts'

/** A hole in the wall between cities, in a sentence. */
export interface TenancyFault {
  readonly what: string
  readonly fault: string
}

/**
 * Looks at every table, view, function and role of a zone and names each hole in the wall between cities.
 * Used by `doctor` and by the tests; an empty answer means that there is none of the kinds known here.
 */
export async function findTenancyFaults(
  owner: ClientBase,
  zone: Zone,
  prefix: string,
): Promise<readonly TenancyFault[]> {
  return [
    ...(await tableFaults(owner, zone, prefix)),
    ...(await viewFaults(owner, zone)),
    ...(await functionFaults(owner, zone)),
    ...(await roleFaults(owner, zone, prefix)),
    ...(await publicFaults(owner, zone)),
  ]
}

interface TableRow {
  readonly table: string
  readonly comment: string | null
  readonly enabled: boolean
  readonly forced: boolean
  readonly first_key: string | null
  readonly policies: readonly {
    name: string
    permissive: boolean
    roles: readonly string[]
    using: string | null
    check: string | null
  }[]
  readonly granted: boolean
}

async function tableFaults(owner: ClientBase, zone: Zone, prefix: string): Promise<TenancyFault[]> {
  const { rows } = await owner.query<TableRow>(
    `select c.relname as "table", obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as first_key,
        coalesce((select jsonb_agg(jsonb_build_object('name', p.polname, 'permissive', p.polpermissive,
            'roles', (select coalesce(jsonb_agg(coalesce(r.rolname, 'public')), '[]') from unnest(p.polroles) as role(oid) left join pg_roles r on r.oid = role.oid),
            'using', pg_get_expr(p.polqual, c.oid), 'check', pg_get_expr(p.polwithcheck, c.oid)))
          from pg_policy p where p.polrelid = c.oid), '[]') as policies,
        has_any_column_privilege($2, c.oid, 'select, insert, update, references') or has_table_privilege($2, c.oid, 'delete, truncate, trigger') as granted
      from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
    [zone, groupRole(prefix, zone)],
  )
  return rows.flatMap((row) => {
    if (!row.granted) return []
    // The functions of the tenancy migration put these words there; see `global_table`.
    if (row.comment?.endsWith('（全自治体共通）') === true) return []
    return faultsOfTable(row, zone, prefix).map((fault) => ({ what: `${zone}.${row.table}`, fault }))
  })
}

function faultsOfTable(row: TableRow, zone: Zone, prefix: string): string[] {
  const faults: string[] = []
  if (!row.enabled) faults.push('row level security is off')
  if (!row.forced) faults.push('row level security is not forced')
  if (row.first_key !== 'tenant_id') faults.push('tenant_id is not first in the primary key')
  const expected: Readonly<Record<string, { role: string; rule: string }>> = {
    city: { role: groupRole(prefix, zone), rule: '(tenant_id = current_tenant())' },
    system: { role: loginRole(prefix, zone, 'system'), rule: 'true' },
  }
  for (const policy of row.policies) {
    const wanted = expected[policy.name]
    // A restrictive policy only ever hides more.
    if (wanted === undefined && !policy.permissive) continue
    if (wanted === undefined) faults.push(`there is a policy "${policy.name}" that nobody agreed on`)
    else if (
      policy.roles.join() !== wanted.role ||
      plain(policy.using) !== wanted.rule ||
      plain(policy.check) !== wanted.rule
    ) {
      faults.push(`the policy "${policy.name}" is not the agreed one`)
    }
  }
  for (const name of Object.keys(expected)) {
    if (!row.policies.some((policy) => policy.name === name)) faults.push(`the policy "${name}" is missing`)
  }
  return faults
}

/** PostgreSQL writes the schema before the function when it is not on the path of whoever asks. */
function plain(expression: string | null): string {
  return (expression ?? '').replace(/\b(?:internet|office|mynumber)\.current_tenant/, 'current_tenant')
}

async function viewFaults(owner: ClientBase, zone: Zone): Promise<TenancyFault[]> {
  const { rows } = await owner.query<{ name: string; kind: string; options: string[] | null }>(
    `select relname as name, relkind as kind, reloptions as options from pg_class where relnamespace = $1::regnamespace and relkind in ('v', 'm')`,
    [zone],
  )
  return rows.flatMap(({ name, kind, options }) => {
    if (kind === 'm') return [{ what: `${zone}.${name}`, fault: 'a materialised view has no row level security' }]
    return options?.some((one) => /^security_invoker=(?:true|on|1)$/.test(one)) === true
      ? []
      : [{ what: `${zone}.${name}`, fault: 'the view reads with the rights of its owner (security_invoker is off)' }]
  })
}

async function functionFaults(owner: ClientBase, zone: Zone): Promise<TenancyFault[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and (n.nspname = $1 or n.nspname not in ('pg_catalog', 'information_schema', 'internet', 'office', 'mynumber'))`,
    [zone],
  )
  return rows.map(({ name }) => ({
    what: name,
    fault: 'the function runs with the rights of its owner (security definer)',
  }))
}

async function roleFaults(owner: ClientBase, zone: Zone, prefix: string): Promise<TenancyFault[]> {
  const group = groupRole(prefix, zone)
  const { rows } = await owner.query<{ role: string; strong: boolean; owns: boolean; groups: string[] }>(
    `select r.rolname as role, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication as strong,
        exists (select from pg_class c where c.relowner = r.oid) or exists (select from pg_proc f where f.proowner = r.oid)
          or exists (select from pg_namespace n where n.nspowner = r.oid) as owns,
        array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as groups
      from pg_roles r where r.rolname like $1`,
    [`${prefix.replaceAll('_', '\\_')}\\_${zone}\\_%`],
  )
  return rows.flatMap(({ role, strong, owns, groups }) => [
    ...(strong ? [{ what: role, fault: 'the role may step over row level security or make roles' }] : []),
    ...(owns ? [{ what: role, fault: 'the role owns something and so could change its policies' }] : []),
    ...groups.filter((one) => one !== group).map((one) => ({ what: role, fault: `the role is a member of ${one}` })),
  ])
}

async function publicFaults(owner: ClientBase, zone: Zone): Promise<TenancyFault[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = $1::regnamespace and a.grantee = 0 group by c.relname`,
    [zone],
  )
  const temporary = await owner.query<{ open: boolean }>(
    `select exists (select from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
      where d.datname = current_database() and a.grantee = 0) as open`,
  )
  return [
    ...rows.map(({ name }) => ({ what: `${zone}.${name}`, fault: 'everybody has rights on it (public)' })),
    ...(temporary.rows[0]?.open === true
      ? [{ what: 'database', fault: 'everybody may connect or make temporary tables (public)' }]
      : []),
  ]
}
