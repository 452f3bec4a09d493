import { randomUUID } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import type { CorrectionRequestMessage } from '../../exchange/index.ts'
import type { Answers, Problem } from '../../procedures/index.ts'
import { same, valueAt, withValueAt } from '../drafts/draft.ts'
import { answerCorrection, withdraw } from '../mailbox/actions.ts'
import { viewOf } from '../mailbox/own-view.ts'
import { findCorrection, findPlaceStanding, listCorrections } from '../mailbox/store.ts'
import { isUndecided } from '../mailbox/timeline.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { openCopy, openSmall } from '../submission/copy.ts'

/** What the sender of an application may know of it: how it stands and what is asked, not what was decided. */
export interface ProgramView {
  readonly row: ApplicationRow
  /** Opens it for the applicant, together with the receipt number. */
  readonly secret: string
  readonly feeTotal: number
  readonly place: string | undefined
  readonly corrections: readonly {
    readonly id: string
    readonly requestedAt: Date
    readonly dueOn: string
    readonly answeredAt: Date | null
    readonly intro: string
    readonly items: readonly { readonly path: string; readonly reason: string }[]
  }[]
}

/** An application by its id; undefined when it was erased. Whose it is has been asked before. */
export async function viewForProgram(portal: Portal, city: City, id: string): Promise<ProgramView | undefined> {
  const db = cityDb(portal, city.id)
  const { keys } = portal.services
  const row = await db.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const { secret, feeTotal } = openCopy(keys, city.id, row.id, row.copy)
  const corrections = (await listCorrections(db, id)).map((each) => {
    const { intro, items } = openSmall<CorrectionRequestMessage>(keys, city.id, `correction:${each.id}`, each.body)
    return {
      id: each.id,
      requestedAt: each.requested_at,
      dueOn: each.due_on,
      answeredAt: each.answered_at,
      intro,
      items: items.map(({ path, reason }) => ({ path, reason })),
    }
  })
  return { row, secret, feeTotal, place: await findPlaceStanding(db, row.receipt_number), corrections }
}

/** Which of these applications are still kept. */
export async function keptApplications(
  portal: Portal,
  cityId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const db = cityDb(portal, cityId)
  const rows = await db
    .selectFrom('application')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** 取下げ, as from the mailbox. */
export function withdrawByProgram(
  portal: Portal,
  city: City,
  id: string,
  reason: string,
  now: Date,
): ReturnType<typeof withdraw> {
  return withdraw({ portal, city, now }, id, reason)
}

export type CorrectionOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'not-found' | 'ended' | 'unchanged' }
  | { readonly ok: false; readonly refusal: 'problems'; readonly problems: readonly Problem[] }

/**
 * 補正: the asked answers as a program sends them. Only asked paths are taken; files are answered in the mailbox. An answer
 * that was sent already stays as it is.
 */
export async function correctByProgram(
  portal: Portal,
  city: City,
  id: string,
  correctionId: string,
  given: { readonly answers: Answers; readonly comment: string },
  now: Date,
): Promise<CorrectionOutcome> {
  const db = cityDb(portal, city.id)
  const row = await db.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst()
  const found = row === undefined ? undefined : await findCorrection(db, id, correctionId)
  if (row === undefined || found === undefined) return { ok: false, refusal: 'not-found' }
  if (found.answered_at !== null) return { ok: true }
  if (!isUndecided(row.state)) return { ok: false, refusal: 'ended' }
  const view = await viewOf(portal, city.id, row, null)
  const { keys } = portal.services
  const request = openSmall<CorrectionRequestMessage>(keys, city.id, `correction:${found.id}`, found.body)
  const paths = request.items.map(({ path }) => path)
  const answers = paths.reduce<Answers>((before, path) => {
    const value = valueAt(given.answers, path)
    return value === undefined ? before : withValueAt(before, path, value)
  }, view.copy.answers)
  const problems = view.procedure
    .validate(answers, view.filing, view.facts)
    .filter(
      ({ severity, path }) => severity !== 'warn' && paths.some((each) => path === each || path.startsWith(`${each}.`)),
    )
  if (problems.length > 0) return { ok: false, refusal: 'problems', problems }
  const changed = paths.filter((path) => !same(valueAt(view.copy.answers, path), valueAt(answers, path)))
  if (changed.length === 0 && given.comment === '') return { ok: false, refusal: 'unchanged' }
  return answerCorrection({ portal, city, now }, row, {
    correctionId,
    requestKey: randomUUID(),
    copy: view.copy,
    changed,
    message: { answers, changedPaths: [...paths], comment: given.comment, files: [] },
  })
}
