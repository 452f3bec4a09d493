import { randomUUID } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import type { CorrectionRequestMessage } from '../../exchange/index.ts'
import type { Answers, Problem } from '../../procedures/index.ts'
import { same, valueAt, withValueAt } from '../drafts/draft.ts'
import { filesAt } from '../drafts/uploads.ts'
import { answerCorrection, withdraw } from '../mailbox/actions.ts'
import { keptDecision } from '../mailbox/kept-decision.ts'
import { newFiles } from '../mailbox/new-files.ts'
import { viewOf } from '../mailbox/own-view.ts'
import { findCorrection, findPlaceStanding, listCorrections } from '../mailbox/store.ts'
import { isUndecided } from '../mailbox/timeline.ts'
import { type NewsDecision, newsDecisionOf } from '../news.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { openCopy, openSmall } from '../submission/copy.ts'
import { moveFiles, moveFilesBack } from './move-files.ts'

/** What the sender of an application may know of it: how it stands and what is asked; the result only as `decision`. */
export interface ProgramView {
  readonly row: ApplicationRow
  /** Opens it for the applicant, together with the receipt number. */
  readonly secret: string
  readonly feeTotal: number
  readonly place: string | undefined
  /** The newest decision, for a sender whom the applicant lets know it. */
  readonly decision: NewsDecision | undefined
  /** The answers as they stand, to tell which of the files are there already. */
  readonly answers: Answers
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
  const { secret, feeTotal, answers } = openCopy(keys, city.id, row.id, row.copy)
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
  const kept = await keptDecision(portal, city.id, row)
  const decision = kept === undefined ? undefined : newsDecisionOf(kept)
  const place = await findPlaceStanding(db, row.receipt_number)
  return { row, secret, feeTotal, answers, place, decision, corrections }
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
  | { readonly ok: false; readonly refusal: 'not-found' | 'ended' | 'unchanged' | 'file-gone' }
  | { readonly ok: false; readonly refusal: 'problems'; readonly problems: readonly Problem[] }

/**
 * 補正: the asked answers as a program sends them. Only asked paths are taken. `fileIds`: files taken before by
 * `takeProgramFile` that the answers name. An answer that was sent already stays as it is.
 */
export async function correctByProgram(
  portal: Portal,
  city: City,
  id: string,
  correctionId: string,
  given: { readonly answers: Answers; readonly comment: string; readonly fileIds: readonly string[] },
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
  const basis = { answers: view.copy.answers, paths }
  const named = new Set(paths.flatMap((path) => filesAt({ answers }, path).map(({ fileId }) => fileId)))
  const fileIds = given.fileIds.filter((each) => named.has(each))
  if (!(await moveFiles(portal, city, fileIds, id))) return { ok: false, refusal: 'file-gone' }
  const outcome = await answerCorrection({ portal, city, now }, row, {
    correctionId,
    requestKey: randomUUID(),
    changed,
    message: {
      answers,
      changedPaths: [...paths],
      comment: given.comment,
      files: await newFiles(portal, city.id, id, basis, answers),
    },
  })
  if (!outcome.ok) await moveFilesBack(portal, city, fileIds, id)
  return outcome
}
