import type { City } from '../../../platform/cities.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { CorrectionAnswerMessage, LetterReadMessage, WithdrawalMessage } from '../../exchange/index.ts'
import { mailboxUntil } from '../../exchange/index.ts'
import type { Answers } from '../../procedures/index.ts'
import { withAnswersAt } from '../drafts/draft.ts'
import { spreadNews } from '../news.ts'
import { turnPlaces } from '../places/offers.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { openCopy, sealCopy, sealSmall } from '../submission/copy.ts'
import { insertNotice, lockApplication, releasePlaces } from './store.ts'
import { isUndecided } from './timeline.ts'

interface Doing {
  readonly portal: Portal
  readonly city: City
  readonly now: Date
}

const actorOf = (row: ApplicationRow) => ({ kind: 'resident' as const, id: row.account_id ?? row.id })

const envelopeOf = (city: City, row: ApplicationRow, now: Date) => ({
  to: 'office' as const,
  cityId: city.id,
  procedureId: row.procedure_id,
  versionHash: row.version_hash,
  receiptNumber: row.receipt_number,
  arrivedAt: now,
})

/** 取下げ: only before the decision; places go back at once. Twice is once. */
export async function withdraw(
  { portal, city, now }: Doing,
  id: string,
  reason: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: 'too-late' }> {
  const { services } = portal
  const done = await cityDb(portal, city.id)
    .transaction()
    .execute(async (trx) => {
      const row = await lockApplication(trx, id)
      if (row === undefined || !isUndecided(row.state)) return row?.state === 'withdrawn'
      const message: WithdrawalMessage = {
        kind: 'withdrawal',
        receiptNumber: row.receipt_number,
        withdrawnAt: now.toISOString(),
        reason,
      }
      await trx
        .updateTable('application')
        .set({
          state: 'withdrawn',
          state_at: now,
          next_by: null,
          erase_on: mailboxUntil(city, now),
        })
        .where('id', '=', id)
        .execute()
      await releasePlaces(trx, row.receipt_number)
      const body = sealSmall(services.keys, city.id, `notice:${id}:withdrawn`, { reason })
      await insertNotice(trx, { application_id: id, code: 'withdrawn', kind: 'withdrawn', at: now, due_on: null, body })
      await spreadNews(services, trx, city.id, row, { code: 'withdrawn', what: 'withdrawn', at: now })
      await services.relay.send(trx, { ...envelopeOf(city, row, now), kind: 'withdrawal', payload: message })
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'application',
          streamId: id,
          type: 'withdrawn',
          actor: actorOf(row),
          at: now,
          codes: { from: row.state, to: 'withdrawn' },
          payload: { reason },
        },
      )
      return true
    })
  if (!done) return { ok: false, refusal: 'too-late' }
  // What became free goes to the next in the line at once; if this is interrupted, the next turn does it.
  await turnPlaces(services, portal.catalogue, city.id, now)
  services.relay.nudge()
  return { ok: true }
}

/**
 * 補正: the answer to a correction request, once. The copy follows, so that the person sees what now counts: only the asked
 * fields are taken over, into the copy as it is by then, so that two answers at one moment undo nothing of each other.
 * Refused when the matter was withdrawn or decided in the meantime: nobody would read it.
 */
export async function answerCorrection(
  { portal, city, now }: Doing,
  row: ApplicationRow,
  answer: {
    readonly correctionId: string
    readonly requestKey: string
    /** Asked fields whose answer is another one now; the record names them. */
    readonly changed: readonly string[]
    readonly message: Omit<CorrectionAnswerMessage, 'kind' | 'receiptNumber' | 'correctionId' | 'answeredAt'>
  },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: 'ended' }> {
  const { services } = portal
  const { correctionId, message } = answer
  const done = await cityDb(portal, city.id)
    .transaction()
    .execute(async (trx) => {
      // Locked: a withdrawal or a decision that comes at the same moment is either before this answer or after it.
      const current = await lockApplication(trx, row.id)
      if (current === undefined || !isUndecided(current.state)) return false
      const answered = await trx
        .updateTable('correction')
        .set({ answered_at: now, request_key: answer.requestKey, draft_body: null })
        .where('id', '=', correctionId)
        .where('application_id', '=', row.id)
        .where('answered_at', 'is', null)
        .executeTakeFirst()
      if (answered.numUpdatedRows !== 1n) return true
      const copy = openCopy(services.keys, city.id, row.id, current.copy)
      const answers = withAnswersAt(copy.answers, message.answers as Answers, message.changedPaths)
      await trx
        .updateTable('application')
        .set({ copy: sealCopy(services.keys, city.id, row.id, { ...copy, answers }) })
        .where('id', '=', row.id)
        .execute()
      const code = `answered:${correctionId}`
      const body = sealSmall(services.keys, city.id, `notice:${row.id}:${code}`, { correctionId })
      await insertNotice(trx, {
        application_id: row.id,
        code,
        kind: 'correction-answered',
        at: now,
        due_on: null,
        body,
      })
      await spreadNews(services, trx, city.id, row, { code, what: 'correction-answered', at: now })
      await services.relay.send(trx, {
        ...envelopeOf(city, row, now),
        kind: 'correction-answer',
        payload: {
          kind: 'correction-answer',
          receiptNumber: row.receipt_number,
          correctionId,
          answeredAt: now.toISOString(),
          ...message,
          answers,
        } satisfies CorrectionAnswerMessage,
        files: message.files.map(({ address }) => address),
      })
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'application',
          streamId: row.id,
          type: 'correction-answered',
          actor: actorOf(row),
          at: now,
          codes: { correctionId, changed: answer.changed.length },
          payload: { changedPaths: answer.changed },
        },
      )
      return true
    })
  if (!done) return { ok: false, refusal: 'ended' }
  services.relay.nudge()
  return { ok: true }
}

/** The notice is opened: the first time is recorded and told to the office (通知の到達). */
export async function recordLetterOpened(
  { portal, city, now }: Doing,
  row: ApplicationRow,
  letterId: string,
): Promise<void> {
  const { services } = portal
  await cityDb(portal, city.id)
    .transaction()
    .execute(async (trx) => {
      const opened = await trx
        .updateTable('letter')
        .set({ opened_at: now })
        .where('id', '=', letterId)
        .where('application_id', '=', row.id)
        .where('opened_at', 'is', null)
        .executeTakeFirst()
      if (opened.numUpdatedRows !== 1n) return
      const message: LetterReadMessage = {
        kind: 'letter-read',
        receiptNumber: row.receipt_number,
        letterId,
        readAt: now.toISOString(),
      }
      await services.relay.send(trx, { ...envelopeOf(city, row, now), kind: 'letter-read', payload: message })
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'application',
          streamId: row.id,
          type: 'letter-opened',
          actor: actorOf(row),
          at: now,
          codes: { letterId },
        },
      )
    })
  services.relay.nudge()
}
