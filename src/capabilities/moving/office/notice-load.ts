import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, type WebEnv } from '../../../platform/http/index.ts'
import { currentStaff } from '../../identity/index.ts'
import { guidesOf } from '../../navigator/index.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { type FollowUps, followUpsOf } from '../follow-ups/list.ts'
import { freeSeats } from '../free-seats.ts'
import { type Moving, officeDb } from '../moving.ts'
import { lastNoticeDay } from '../rules/deadlines.ts'
import { candidatesOf, type MatchCandidate } from '../rules/match.ts'
import type { SlotChoice } from '../rules/slots.ts'
import type { NoticeContent } from '../store/box.ts'
import {
  type ContactRow,
  findNotice,
  type ListedNotice,
  listContacts,
  listMarks,
  listNotices,
  type Mark,
  type WholeNotice,
} from '../store/notices.ts'
import { takenSlots } from '../store/slots.ts'
import { findAgreements, tokensOf } from '../store/tokens.ts'
import { mayOf } from './list-routes.tsx'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The notice of the path. One under 支援措置 is not there for who may not know of it. */
export async function noticeOf(c: Context<WebEnv>, ctx: Moving): Promise<WholeNotice> {
  const id = c.req.param('notice') ?? ''
  const { cityId } = currentStaff(c)
  const found = uuid.test(id) ? await findNotice(officeDb(ctx, cityId), ctx.services.keys, cityId, id) : undefined
  if (found === undefined || (found.row.confidential && !mayOf(c).confidential)) throw notFound()
  return found
}

/** Everything that a notice's page shows. */
export interface NoticeView {
  readonly notice: WholeNotice & { readonly content: NoticeContent }
  readonly today: string
  readonly facts: CityFacts
  readonly procedures: readonly CompiledProcedure[]
  readonly followUps: FollowUps
  readonly marks: readonly Mark[]
  readonly contacts: readonly ContactRow[]
  readonly candidates: readonly (MatchCandidate & { readonly notices: readonly ListedNotice[] })[]
  /** Other notices of the same people. */
  readonly household: readonly ListedNotice[]
  readonly slots: readonly SlotChoice[]
  /** Things to bring, by their id in the guides. */
  readonly things: ReadonlyMap<string, { readonly name: { readonly ja: string } }>
}

/** Most visits that the list of a clerk offers. */
const mostSlots = 120

export async function loadView(
  c: Context<WebEnv>,
  ctx: Moving,
  notice: WholeNotice & { readonly content: NoticeContent },
): Promise<NoticeView> {
  const { cityId } = currentStaff(c)
  const now = c.get('now')
  const today = dayOf(now)
  const { keys, config } = ctx.services
  const db = officeDb(ctx, cityId)
  const facts = await ctx.catalogue.facts(cityId, today)
  const procedures = await ctx.catalogue.current(cityId)
  const { row, content } = notice
  const may = mayOf(c)
  const of = (householdId: string) => listNotices(db, keys, cityId, { householdId }, may, { limit: 20, offset: 0 })
  const found =
    row.match === 'open'
      ? candidatesOf(
          await findAgreements(db, tokensOf(keys, cityId, content.notice), row.id),
          content.notice.people.length,
        )
      : []
  const named = await Promise.all(found.map(async (each) => ({ ...each, notices: await of(each.householdId) })))
  const source = {
    factsOf: (day: string) => ctx.catalogue.facts(cityId, day),
    taken: (from: string, to: string) => takenSlots(db, from, to),
    seats: (counter: { readonly officeSeats: number }) => counter.officeSeats,
  }
  const takes = row.kind !== 'move-out' && !['visited', 'done', 'cancelled', 'expired'].includes(row.state)
  return {
    notice,
    today,
    facts,
    procedures,
    followUps: followUpsOf(config.rootDir, content.notice, content.asked, today, facts, procedures),
    things: guidesOf(config.rootDir).things,
    marks: await listMarks(db, row.id),
    contacts: await listContacts(db, keys, cityId, row),
    // A household of which this person may know nothing is no candidate for them.
    candidates: named.filter(({ notices }) => notices.length > 0),
    household: (await of(row.household_id)).filter((each) => each.row.id !== row.id),
    slots: takes ? await freeSeats(source, now, row.moved_on, { lead: false, most: mostSlots }) : [],
  }
}

/** The 14-day limit of a notice as it stands on the calendar of today. */
export const lastDayOf = ({ notice, facts }: Pick<NoticeView, 'notice' | 'facts'>): string | undefined =>
  lastNoticeDay(notice.row.kind, notice.row.moved_on, (day) => facts.isClosedDay(day))
