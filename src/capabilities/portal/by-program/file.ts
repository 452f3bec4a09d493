import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import type { SignedDocument } from '../../identity/index.ts'
import { sealDraft } from '../drafts/box.ts'
import type { DraftBody } from '../drafts/draft.ts'
import { openVisit } from '../drafts/visit.ts'
import { makeCode } from '../shared/code.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { tokens } from '../shared/tokens.ts'
import { eraYearText, prepareSubmission } from '../submission/prepare.ts'
import { readForSubmission } from '../submission/read.ts'
import { reviewDraft } from '../submission/review.ts'
import { writeSubmission } from '../submission/store.ts'
import type { ProgramAnswers } from './examine.ts'
import { moveFiles } from './move-files.ts'

/** An application that a program sends for somebody. Whether the answers hold is asked before (`examineAnswers`). */
export interface ProgramFiling extends ProgramAnswers {
  /** Id of the application to be: the same one for every try of the same request. */
  readonly id: string
  readonly requestKey: string
  /** Files of these ids, taken before by `takeProgramFile`, go with it. */
  readonly fileIds: readonly string[]
  readonly acknowledged: readonly string[]
  readonly signature: SignedDocument | undefined
  readonly client: { readonly id: string; readonly name: string }
}

export type ProgramOutcome =
  | { readonly kind: 'submitted' | 'repeated' }
  | { readonly kind: 'refused'; readonly refusal: 'already-open' | 'full' | 'draft-changed' | 'file-gone' }

/** Long enough for a program to try again after a broken line. */
const keptMs = 86_400_000

/**
 * Submits in the way of the pages: a draft that lives for this moment, one read that draws the receipt number, one write that
 * does everything or nothing. The same id again is answered as `repeated`. What is refused leaves no draft, and the files
 * are there to be sent with the next try.
 */
export async function fileByProgram(
  portal: Portal,
  city: City,
  filing: ProgramFiling,
  now: Date,
): Promise<ProgramOutcome> {
  const db = cityDb(portal, city.id)
  const year = eraYearText(dayOf(now))
  const before = await readForSubmission(db, filing.id, year, null, null, now)
  if (before.submitted !== undefined) return { kind: 'repeated' }
  if (before.draft === undefined) await insertProgramDraft(portal, city, filing, now)
  const read = before.draft === undefined ? await readForSubmission(db, filing.id, year, null, null, now) : before
  if (read.submitted !== undefined) return { kind: 'repeated' }
  if (read.draft === undefined || read.counter === null) return { kind: 'refused', refusal: 'draft-changed' }
  if (!(await moveFiles(portal, city, filing.fileIds, filing.id))) return undo(portal, city, filing, 'file-gone')
  const visit = await openVisit(portal, city, read.draft, null, now)
  const write = await prepareSubmission(visit, reviewDraft(visit), {
    counter: read.counter,
    requestKey: filing.requestKey,
    sentAt: now,
    acknowledged: filing.acknowledged,
    signature: filing.signature,
    client: filing.client,
  })
  const written = await writeSubmission(db, write)
  if (written.outcome !== 'submitted' && written.outcome !== 'repeated')
    return undo(portal, city, filing, written.outcome)
  portal.services.relay.nudge()
  return { kind: written.outcome }
}

async function insertProgramDraft(portal: Portal, city: City, filing: ProgramFiling, now: Date): Promise<void> {
  const { procedure, assurance, filer, locale, answers } = filing
  const { keys } = portal.services
  const secret = makeCode('secret')
  const resumeNumber = makeCode('number')
  const body: DraftBody = { answers, typed: {}, sources: {}, pages: {}, filer, locale, secret }
  await cityDb(portal, city.id)
    .insertInto('draft')
    .values({
      id: filing.id,
      procedure_id: procedure.definition.id,
      receipt_prefix: procedure.definition.receiptPrefix,
      version_hash: procedure.hash,
      assurance,
      account_id: null,
      contact_token: null,
      resume_number: resumeNumber,
      resume_token: tokens.secret(keys, city.id, resumeNumber, secret),
      body: sealDraft(keys, city.id, filing.id, body),
      created_at: now,
      saved_at: now,
      expires_at: new Date(now.getTime() + keptMs),
    })
    // The same request at the same moment: both go on with the one draft, and one of them submits it.
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .execute()
}

async function undo(
  portal: Portal,
  city: City,
  filing: ProgramFiling,
  refusal: Extract<ProgramOutcome, { kind: 'refused' }>['refusal'],
): Promise<ProgramOutcome> {
  await cityDb(portal, city.id)
    .transaction()
    .execute(async (trx) => {
      const gone = await trx.deleteFrom('draft').where('id', '=', filing.id).executeTakeFirst()
      if (gone.numDeletedRows === 0n) return
      await trx
        .updateTable('applicant_file')
        .set((eb) => ({ application_id: eb.ref('id') }))
        .where('application_id', '=', filing.id)
        .execute()
    })
  return { kind: 'refused', refusal }
}
