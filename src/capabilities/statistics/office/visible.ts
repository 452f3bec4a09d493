import { dayOf } from '../../../civic/day.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { mayDo, type StaffSession } from '../../identity/index.ts'
import { type CompiledProcedure, catalogueOf } from '../../procedures/index.ts'
import type { Month } from '../months/calendar.ts'
import type { CaseSource, MonthFigures } from '../months/model.ts'
import type { YearFigures } from '../report/load-year.ts'

/** A procedure in a section, as a person may see it; also before it has any case. */
export interface VisibleUnit {
  readonly procedure: CompiledProcedure
  readonly sectionId: string
  readonly section: string
  readonly byMonth: ReadonlyMap<Month, MonthFigures>
}

/** The units of the year in the sections whose statistics this person may read, by the catalogue's order. */
export async function visibleUnits(
  services: ZoneServices<'office'>,
  source: CaseSource,
  staff: StaffSession,
  figures: YearFigures,
): Promise<readonly VisibleUnit[]> {
  const { cityId } = staff
  const today = dayOf(services.clock.now())
  const names = new Map((await source.sections(cityId, today)).map(({ id, name }) => [id, name]))
  const found: VisibleUnit[] = []
  for (const procedure of await catalogueOf(services).current(cityId)) {
    // What another system carries never becomes a case here.
    if (procedure.definition.carriedBy !== undefined) continue
    const own = figures.units.filter(({ procedureId }) => procedureId === procedure.definition.id)
    const owner = await source.ownerSection(cityId, procedure.definition.owner, today)
    const without = owner !== undefined && !own.some(({ sectionId }) => sectionId === owner)
    const units = [...own, ...(without ? [{ sectionId: owner, byMonth: new Map<Month, MonthFigures>() }] : [])]
    for (const { sectionId, byMonth } of units)
      if (mayDo(staff, 'statistics.read', sectionId))
        found.push({ procedure, sectionId, section: names.get(sectionId) ?? '', byMonth })
  }
  return found
}
