import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { ageClasses, type UnitPending } from '../../statistics/index.ts'
import type { CasesDb } from '../store/tables.ts'

/** Cases that wait for their end, by unit and by days since arrival. */
export async function pendingCases(db: Kysely<CasesDb>, today: string): Promise<readonly UnitPending[]> {
  const { rows } = await sql<{ procedure: string; section: string; age: number; count: number }>`
    select procedure_id as procedure, section_id as section,
           ${today}::date - (arrived_at at time zone 'Asia/Tokyo')::date as age, count(*)::integer as count
      from case_file where closed_at is null and decided_at is null group by 1, 2, 3`.execute(db)
  const units = new Map<string, { procedureId: string; sectionId: string; byAge: number[] }>()
  for (const row of rows) {
    const key = `${row.procedure} ${row.section}`
    const unit = units.get(key) ?? {
      procedureId: row.procedure,
      sectionId: row.section,
      byAge: ageClasses.map(() => 0),
    }
    units.set(key, unit)
    const at = ageClasses.findLastIndex(({ from }) => row.age >= from)
    unit.byAge[Math.max(0, at)] = (unit.byAge[Math.max(0, at)] ?? 0) + row.count
  }
  return [...units.values()]
}
