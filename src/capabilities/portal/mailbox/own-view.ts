import type { Context } from 'hono'
import { dayOf, secondOf } from '../../../civic/day.ts'
import { notFound, type WebEnv } from '../../../platform/http/index.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { ResidentSession } from '../../identity/index.ts'
import type { CityFacts, CompiledProcedure, Filing, SummarySection } from '../../procedures/index.ts'
import { onlineFiling } from '../shared/catalogue.ts'
import { type ApplicationRow, findOwnApplication } from '../shared/own-application.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { isUuid } from '../shared/uuid.ts'
import { type ApplicationCopy, openCopy } from '../submission/copy.ts'
import { findPlaceStanding } from './store.ts'

/** An application as its applicant sees it: the row, the copy, and the words of its own version of the procedure. */
export interface OwnView {
  readonly portal: Portal
  readonly row: ApplicationRow
  readonly session: ResidentSession | null
  readonly copy: ApplicationCopy
  readonly procedure: CompiledProcedure
  readonly filing: Filing
  readonly facts: CityFacts
  readonly sections: readonly SummarySection[]
  readonly place?: string
  readonly next: readonly { readonly procedure: string; readonly reason: LocalText; readonly name: LocalText }[]
}

/** The application of this path, or 404: also for another person's. */
export async function openOwnView(c: Context<WebEnv>, portal: Portal): Promise<OwnView> {
  const id = c.req.param('application')
  const own = isUuid(id) ? await findOwnApplication(c, portal, id) : undefined
  if (own === undefined) throw notFound()
  return viewOf(portal, c.get('city').id, own.row, own.session)
}

/** Opens the copy and says it in the words of the version that it was filed under. */
export async function viewOf(
  portal: Portal,
  cityId: string,
  row: ApplicationRow,
  session: ResidentSession | null,
): Promise<OwnView> {
  const procedure = await portal.catalogue.version(cityId, row.procedure_id, row.version_hash)
  if (procedure === undefined) throw notFound()
  const copy = openCopy(portal.services.keys, cityId, row.id, row.copy)
  const filedOn = dayOf(row.arrived_at)
  const facts = await portal.catalogue.facts(cityId, filedOn)
  const filing = onlineFiling(
    filedOn,
    copy.filer,
    copy.assurance,
    procedure.readsTime ? secondOf(row.arrived_at) : undefined,
  )
  const place = await findPlaceStanding(cityDb(portal, cityId), row.receipt_number)
  const current = await portal.catalogue.current(cityId)
  const next = procedure.next(copy.answers, filing, facts).flatMap((each) => {
    const found = current.find(({ definition }) => definition.id === each.procedure)
    return found === undefined ? [] : [{ ...each, name: found.definition.name }]
  })
  return {
    portal,
    row,
    session,
    copy,
    procedure,
    filing,
    facts,
    sections: procedure.summarise(copy.answers, filing, facts, 'ja'),
    next,
    ...(place === undefined ? {} : { place }),
  }
}
