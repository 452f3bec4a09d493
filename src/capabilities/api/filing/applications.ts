import { z } from 'zod'
import { viewForProgram, withdrawByProgram } from '../../portal/index.ts'
import { sendJson } from '../http/conditional.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import { sentApplication } from './filed.ts'
import { requestSchema } from './request.ts'
import { type OwnFiling, ownFiling } from './store.ts'

export const application = { $ref: '#/components/schemas/Application' }

/** How one of the client's own applications stands. */
export const readApplication: Operation = {
  id: 'application',
  method: 'get',
  path: '/applications/{receipt}',
  tag: 'applications',
  scope: 'status',
  summary:
    'How an application of this client stands, and what is asked of it; the result where the applicant agreed to it.',
  success: { status: 200, description: 'The state, and corrections that were asked for.', schema: application },
  problems: ['not-found'],
  handle: async (asked) => shown(asked, await ownFiling(asked)),
}

const withdrawalRequest = z.strictObject({
  reason: z.string().max(1000).describe('For the office; may be left out.').default(''),
})

export const withdrawApplication: Operation = {
  id: 'withdraw',
  method: 'post',
  path: '/applications/{receipt}/withdrawal',
  tag: 'applications',
  scope: 'submit',
  summary: 'Take an application back before it is decided. Twice is once.',
  body: { type: 'application/json', schema: requestSchema(withdrawalRequest) },
  success: { status: 200, description: 'Withdrawn.', schema: application },
  problems: ['json-expected', 'unreadable-json', 'wrong-request', 'too-large', 'not-found', 'too-late'],
  handle: async (asked) => {
    const filing = await ownFiling(asked)
    const { body } = await readJson(asked.c, withdrawalRequest)
    const done = await withdrawByProgram(asked.api.portal, asked.city, filing.id, body.reason, asked.now)
    if (!done.ok) throw new ApiProblem('too-late')
    return shown(asked, filing)
  },
}

export async function shown(asked: Asked, filing: OwnFiling): Promise<Response> {
  const view = await viewForProgram(asked.api.portal, asked.city, filing.id)
  if (view === undefined) throw new ApiProblem('not-found')
  return sendJson(asked.c, sentApplication(view, filing.resultAgreed ? view.decision : undefined), { keep: 'own' })
}
