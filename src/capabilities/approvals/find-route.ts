import type { Kysely } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { postRanks } from '../identity/index.ts'
import { headOf, lineAbove } from './organisation.ts'
import { type MatterRow, matterFor } from './rules/matter.ts'
import { type PlannedStep, planRoute } from './rules/route.ts'
import { listMatters } from './store/matters.ts'
import { findPerson, findSectionByCode } from './store/people.ts'

export type StartRefusal =
  | 'unknown-matter'
  | 'no-decider'
  | 'no-concurrence'
  | 'unknown-proposer'
  | 'already-going-round'

export interface WantedRoute {
  readonly matter: string
  /** Integer yen. */
  readonly amount?: number
  readonly sectionId: string
  /** Null: the program proposes by itself; its proposal begins where a member of staff's would. */
  readonly proposerId: string | null
  /** Who wrote what is decided on, besides the proposer. */
  readonly authors?: readonly string[]
  readonly at: Date
}

export type FoundRoute =
  | { readonly ok: true; readonly row: MatterRow; readonly steps: readonly PlannedStep[] }
  | { readonly ok: false; readonly refusal: StartRefusal }

/** Where a proposal would go: the row of the table and the posts in order. */
export async function routeFor(db: Kysely<OfficeDb>, wanted: WantedRoute): Promise<FoundRoute> {
  const onDay = dayOf(wanted.at)
  const row = matterFor(await listMatters(db), {
    matter: wanted.matter,
    onDay,
    ...(wanted.amount === undefined ? {} : { amount: wanted.amount }),
  })
  if (row === null) return { ok: false, refusal: 'unknown-matter' }
  const rank = await rankOf(db, wanted, onDay)
  if (rank === undefined) return { ok: false, refusal: 'unknown-proposer' }
  const line = await lineAbove(db, wanted.sectionId, rank, onDay)
  const consulted = []
  for (const code of row.concurrence) {
    const sectionId = await findSectionByCode(db, code, onDay)
    const head = sectionId === null ? null : await headOf(db, sectionId, postRanks.manager, onDay)
    // Somebody higher up does not speak for a section that has no head: the table asks for the section's own opinion.
    if (head === null || head.sectionId !== sectionId) return { ok: false, refusal: 'no-concurrence' }
    consulted.push(head)
  }
  const route = planRoute(row, line, consulted, wanted.proposerId ?? '', wanted.authors)
  return route.ok ? { ok: true, row, steps: route.steps } : route
}

async function rankOf(db: Kysely<OfficeDb>, wanted: WantedRoute, onDay: string): Promise<number | undefined> {
  if (wanted.proposerId === null) return postRanks.staff
  return (await findPerson(db, wanted.proposerId, onDay))?.rankIn(wanted.sectionId)
}
