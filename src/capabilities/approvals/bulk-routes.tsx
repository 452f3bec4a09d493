import { createHash, randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { dayOf } from '../../civic/day.ts'
import { transact } from '../../platform/database/transact.ts'
import { page, seeOther, type WebEnv } from '../../platform/http/index.ts'
import { csrfToken, currentStaff, officeFrame, postedForm } from '../identity/index.ts'
import { actOnProposal } from './act-on-proposal.ts'
import { partsIn, waitingFor } from './desk.ts'
import { messages } from './messages.ja.ts'
import { type ApprovalRoutes, cityDb } from './routes.tsx'
import { listProposals } from './store/proposals.ts'
import { BulkPreviewPage, BulkResultPage } from './views/bulk-page.tsx'

const chosen = z.array(z.uuid()).min(1).max(200)
const confirmed = z
  .array(z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/))
  .min(1)
  .max(200)

/** Several simple matters decided at once: looked at first, then each in a transaction of its own with its own record. */
export function bulkRoutes(app: Hono<WebEnv>, routes: ApprovalRoutes): void {
  app.post('/approvals/bulk', async (c) => {
    const form = await postedForm(c)
    const proposals = form.fields.get('proposal') ?? []
    return form.text('do') === 'decide'
      ? decide(c, routes, proposals, form.text('requestKey'))
      : preview(c, routes, proposals)
  })
}

async function preview(
  c: Context<WebEnv>,
  { services }: ApprovalRoutes,
  proposals: readonly string[],
): Promise<Response> {
  const ids = chosen.safeParse(proposals)
  if (!ids.success) return seeOther(c, '/approvals?none=1')
  const staff = currentStaff(c)
  const db = cityDb(services, c)
  const waiting = await waitingFor(services, db, {
    cityId: staff.cityId,
    staffId: staff.staffId,
    onDay: dayOf(c.get('now')),
  })
  const lines = waiting.filter((each) => each.bulk && each.act === 'decide' && !each.held && ids.data.includes(each.id))
  if (lines.length === 0) return seeOther(c, '/approvals?none=1')
  return page(c, <BulkPreviewPage frame={officeFrame(c)} lines={lines} csrf={csrfToken(c)} requestKey={randomUUID()} />)
}

async function decide(
  c: Context<WebEnv>,
  { services, callbacks }: ApprovalRoutes,
  chosenLines: readonly string[],
  requestKey: string,
): Promise<Response> {
  const list = confirmed.safeParse(chosenLines)
  const key = z.uuid().safeParse(requestKey)
  if (!list.success || !key.success) return seeOther(c, '/approvals?none=1')
  const staff = currentStaff(c)
  const db = cityDb(services, c)
  const versions = new Map(list.data.map((each) => each.split(':') as [string, string]))
  const proposals = await listProposals(db, services.keys, staff.cityId, [...versions.keys()])
  const parts = await partsIn(db, proposals, { staffId: staff.staffId, onDay: dayOf(c.get('now')) })
  const results = []
  for (const proposal of proposals) {
    const { id } = proposal
    const part = parts.get(id)
    // Who has no part in it is not told its title either.
    if (part === undefined || !part.takesPart) continue
    const allowed = proposal.bulk && (part.acts.includes('decide') || proposal.state === 'decided')
    const outcome = allowed
      ? await transact(db, (trx) =>
          actOnProposal(services, trx, callbacks, {
            cityId: staff.cityId,
            proposalId: id,
            act: 'decide',
            actorId: staff.staffId,
            comment: '',
            version: Number(versions.get(id)),
            requestKey: keyFor(key.data, id),
            at: c.get('now'),
          }),
        )
      : ({ ok: false, refusal: 'not-your-turn' } as const)
    results.push({
      id,
      title: proposal.body.title,
      ok: outcome.ok,
      sentence: outcome.ok ? messages.acts.decide : messages.actRefusals[outcome.refusal],
    })
  }
  if (results.length === 0) return seeOther(c, '/approvals?none=1')
  services.relay.nudge()
  return page(c, <BulkResultPage frame={officeFrame(c)} results={results} />)
}

/** One key of the form and one proposal give one act, also when the form is sent twice (a version 8 UUID, RFC 9562). */
function keyFor(requestKey: string, proposalId: string): string {
  const hex = createHash('sha256').update(`${requestKey}:${proposalId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
