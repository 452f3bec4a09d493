import type { Transaction } from 'kysely'
import { systemActor } from '../actor.ts'
import { amendmentLetterMade } from '../amendment/tell.ts'
import { cancellationLetterMade } from '../cancellation/order-letter.ts'
import { changeCaseIn } from '../change.ts'
import type { LetterContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import type { LetterCallbacks } from '../letter-seam.ts'
import { listDecisions } from '../store/decisions.ts'
import type { CasesDb } from '../store/tables.ts'
import { noteDelivery } from './delivery.ts'
import { tellDecision } from './release.ts'

/** What becomes of a letter, told by documents in its transaction. A repeated message changes nothing. */
export function letterCallbacks(ctx: CasesContext): LetterCallbacks {
  const base = { actor: systemActor, action: 'letter' } as const
  return {
    onLetterMade: async (plain, event) => {
      const trx = plain as unknown as Transaction<CasesDb>
      await changeCaseIn(
        ctx,
        trx,
        { ...base, cityId: event.cityId, caseId: event.caseId, now: event.at },
        async (it) => {
          const content: LetterContent = { file: event.file }
          const made = await it.trx
            .updateTable('case_letter')
            .set({
              made_at: event.at,
              title: event.title,
              document_number: event.documentNumber ?? null,
              box: it.vault.seal(`letter/${event.letterId}`, content),
            })
            .where('case_id', '=', event.caseId)
            .where('letter_id', '=', event.letterId)
            .where('made_at', 'is', null)
            .returning(['way', 'purpose', 'cancellation_id', 'amendment_id'])
            .executeTakeFirst()
          if (!made) return
          await it.emit('letter-made', { letter: event.letterId, number: event.documentNumber ?? null })
          const { purpose, cancellation_id: cancellationId, amendment_id: amendmentId } = made
          if (amendmentId !== null) {
            if (made.way === 'portal') await amendmentLetterMade(ctx, event.cityId, it, amendmentId, event)
            return
          }
          if ((purpose === 'hearing' || purpose === 'cancellation') && cancellationId !== null) {
            if (made.way === 'portal')
              await cancellationLetterMade(ctx, event.cityId, it, { purpose, cancellationId }, event)
            return
          }
          const decision = (await listDecisions(it.trx, it.vault)).find((each) => each.id === event.decisionId)
          if (decision && made.way === 'portal') await tellDecision(ctx, event.cityId, it, decision, event)
        },
      )
    },
    onLetterFailed: async (plain, event) => {
      const trx = plain as unknown as Transaction<CasesDb>
      await changeCaseIn(
        ctx,
        trx,
        { ...base, cityId: event.cityId, caseId: event.caseId, now: event.at },
        async (it) => {
          await it.trx
            .updateTable('case_letter')
            .set({ failed_at: event.at, failure: event.reason })
            .where('case_id', '=', event.caseId)
            .where('letter_id', '=', event.letterId)
            .execute()
          await it.emit('letter-failed', { letter: event.letterId }, { reason: event.reason })
        },
      )
    },
    onLetterDelivered: async (plain, event) => {
      const trx = plain as unknown as Transaction<CasesDb>
      const input = { ...base, cityId: event.cityId, caseId: event.caseId, now: event.at }
      await changeCaseIn(ctx, trx, input, async (it) => {
        const given = { letterId: event.letterId, way: event.way, at: event.at, staffId: event.staffId }
        const ofDecision = await noteDelivery(it, given)
        if (ofDecision && it.situation().state === 'notified') await it.emit('completed', { way: event.way })
      })
    },
  }
}
