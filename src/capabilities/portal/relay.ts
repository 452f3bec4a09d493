import type { Transaction } from 'kysely'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import type { Delivery } from '../../platform/relay/relay.ts'
import type { ZoneServices } from '../../platform/services.ts'
import {
  amendment,
  type CaseStatusMessage,
  type CorrectionRequestMessage,
  cancellation,
  caseStatus,
  correctionRequest,
  type DecisionMessage,
  decision,
  hearing,
  hearingEnd,
  mailboxUntil,
} from '../exchange/index.ts'
import { takeAmendment } from './mailbox/amendment.ts'
import { finalStates, takeCancellation, takeHearing, takeHearingEnd } from './mailbox/cancellation.ts'
import { keepLetter } from './mailbox/keep-letter.ts'
import { findApplicationByReceipt, findCorrection } from './mailbox/store.ts'
import { mailNews, tell } from './mailbox/tell.ts'
import type { Occasion } from './mails/notice-mail.ts'
import { newsDecisionOf, spreadNews } from './news.ts'
import { receivePlaces } from './places/from-office.ts'
import type { ApplicationRow } from './shared/own-application.ts'
import { sealSmall } from './submission/copy.ts'

/** What the mailbox keeps of a decision, encrypted. */
export type KeptDecision = Omit<DecisionMessage, 'kind' | 'receiptNumber' | 'letter'> & {
  readonly letterId?: string
}

/** What the mailbox keeps of a change of state, encrypted. */
export interface KeptStatus {
  readonly state: string
}

/** States that a person is told of by a notice of its own; corrections, decisions and cancellations come with messages of theirs. */
const toldStates: Readonly<Partial<Record<CaseStatusMessage['state'], Occasion>>> = {
  received: 'received',
  'awaiting-payment': 'awaiting-payment',
  completed: 'completed',
  expired: 'expired',
  withdrawn: 'withdrawn',
}
/** How the notice of a decision comes when it does not come here. */
const postalOccasions: Readonly<Record<string, Occasion>> = { post: 'decision-post', counter: 'decision-counter' }

/** Takes in what the office says of applications. Every handler is safe to run twice. */
export function receiveFromOffice(services: ZoneServices): void {
  const handle = (
    kind: string,
    take: (trx: Transaction<InternetDb>, delivery: Delivery, row: ApplicationRow) => Promise<void>,
  ): void =>
    services.relay.on(kind, async (untyped, delivery) => {
      const trx = untyped as unknown as Transaction<InternetDb>
      const row = await findApplicationByReceipt(trx, delivery.header.receiptNumber)
      // A paper application has no mailbox here; and what was erased stays erased.
      if (row === undefined) return
      await take(trx, delivery, row)
    })

  handle('case-status', async (trx, { header, payload }, row) => {
    await takeStatus(services, trx, header.cityId, row, caseStatus.parse(payload))
  })
  handle('correction-request', async (trx, { header, payload }, row) => {
    await takeCorrection(services, trx, header.cityId, row, correctionRequest.parse(payload))
  })
  handle('decision', async (trx, { header, payload }, row) => {
    await takeDecision(services, trx, header.cityId, row, decision.parse(payload))
  })
  handle('hearing', async (trx, { header, payload }, row) => {
    await takeHearing(services, trx, header.cityId, row, hearing.parse(payload))
  })
  handle('hearing-end', async (trx, { header, payload }, row) => {
    await takeHearingEnd(services, trx, header.cityId, row, hearingEnd.parse(payload))
  })
  handle('amendment', async (trx, { header, payload }, row) => {
    await takeAmendment(services, trx, header.cityId, row, amendment.parse(payload))
  })
  handle('cancellation', async (trx, { header, payload }, row) => {
    await takeCancellation(services, trx, header.cityId, row, cancellation.parse(payload))
  })
  receivePlaces(services)
}

async function takeStatus(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  message: CaseStatusMessage,
): Promise<void> {
  if (message.version <= row.state_version || message.state === 'draft') return
  const at = new Date(message.at)
  const city = services.cities.find(({ id }) => id === cityId)
  const final = finalStates.has(message.state)
  await trx
    .updateTable('application')
    .set({
      state: message.state,
      state_version: message.version,
      state_at: at,
      stage: message.stage ?? null,
      next_by: message.nextBy ?? null,
      section: message.section,
      section_phone: message.sectionPhone,
      ...(message.payment === undefined
        ? {}
        : {
            payment_total: message.payment.total,
            paid_at: message.payment.paidAt === undefined ? null : new Date(message.payment.paidAt),
          }),
      erase_on: final && city ? mailboxUntil(city, at) : null,
    })
    .where('id', '=', row.id)
    .execute()
  if (toldStates[message.state] === undefined || message.state === row.state) return
  const code = `status:${message.version}`
  const content: KeptStatus = { state: message.state }
  const by = message.state === 'awaiting-payment' ? message.nextBy : undefined
  const news = { occasion: toldStates[message.state] ?? 'other', by } as const
  await tell(services, trx, cityId, row, { code, kind: 'status', at, dueOn: null, content, news })
}

async function takeCorrection(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  message: CorrectionRequestMessage,
): Promise<void> {
  const at = new Date(message.requestedAt)
  const body = sealSmall(services.keys, cityId, `correction:${message.correctionId}`, message)
  const known = await findCorrection(trx, row.id, message.correctionId)
  const inserted = await trx
    .insertInto('correction')
    .values({
      id: message.correctionId,
      application_id: row.id,
      requested_at: at,
      due_on: message.dueOn,
      body,
      draft_body: null,
      answered_at: null,
      request_key: null,
    })
    // The office may extend the deadline: the same correction with another day.
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({ due_on: message.dueOn, body }))
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return
  const code = `correction:${message.correctionId}`
  if (known !== undefined && known.due_on !== message.dueOn) {
    await trx
      .updateTable('notice')
      .set({ due_on: message.dueOn })
      .where('application_id', '=', row.id)
      .where('code', '=', code)
      .execute()
    const news = { occasion: 'correction-extended', by: message.dueOn } as const
    await mailNews(services, trx, cityId, row, `${code}:${message.dueOn}`, news)
    await spreadNews(services, trx, cityId, row, {
      code: `${code}:${message.dueOn}`,
      what: 'correction-extended',
      at: services.clock.now(),
      dueOn: message.dueOn,
    })
  }
  await tell(services, trx, cityId, row, {
    code,
    kind: 'correction-request',
    at,
    dueOn: message.dueOn,
    content: { correctionId: message.correctionId },
    news: { occasion: 'correction', by: message.dueOn },
  })
}

async function takeDecision(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  message: DecisionMessage,
): Promise<void> {
  const at = services.clock.now()
  const { kind: _kind, receiptNumber: _number, letter, ...kept } = message
  const content: KeptDecision = { ...kept, ...(letter === undefined ? {} : { letterId: letter.letterId }) }
  if (letter !== undefined) await keepLetter(services, trx, cityId, row, letter)
  // A case that is decided anew may have the same outcome again.
  const code = `decision:${letter?.letterId ?? message.decisionId ?? message.outcomeId}`
  const occasion = letter !== undefined ? 'decision-letter' : (postalOccasions[message.delivery] ?? 'decision')
  const told = { content, news: { occasion }, decision: newsDecisionOf(message) }
  await tell(services, trx, cityId, row, { code, kind: 'decision', at, dueOn: null, ...told })
}
