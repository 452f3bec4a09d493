import { z } from 'zod'
import { correctByProgram, viewForProgram, withdrawByProgram } from '../../portal/index.ts'
import { sendJson } from '../http/conditional.ts'
import { type Asked, clientOf, type Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import { sentApplication } from './filed.ts'
import { allProblems, sentProblem } from './problems.ts'
import { readAnswers } from './read-answers.ts'
import { requestSchema } from './request.ts'
import { findOwnFiling } from './store.ts'

const application = { $ref: '#/components/schemas/Application' }

/** How one of the client's own applications stands. */
export const readApplication: Operation = {
  id: 'application',
  method: 'get',
  path: '/applications/{receipt}',
  tag: 'applications',
  scope: 'status',
  summary: 'How an application of this client stands, and what is asked of it.',
  success: { status: 200, description: 'The state, and corrections that were asked for.', schema: application },
  problems: ['not-found'],
  handle: async (asked) => shown(asked, await ownApplication(asked)),
}

const withdrawalRequest = z.strictObject({ reason: z.string().max(1000).default('') })

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
    const id = await ownApplication(asked)
    const { body } = await readJson(asked.c, withdrawalRequest)
    const done = await withdrawByProgram(asked.api.portal, asked.city, id, body.reason, asked.now)
    if (!done.ok) throw new ApiProblem('too-late')
    return shown(asked, id)
  },
}

const correctionRequest = z.strictObject({
  answers: z.record(z.string().max(200), z.unknown()),
  comment: z.string().max(1000).default(''),
})

export const answerCorrection: Operation = {
  id: 'answerCorrection',
  method: 'post',
  path: '/applications/{receipt}/corrections/{correction}',
  tag: 'applications',
  scope: 'submit',
  summary:
    'Answer a correction request. Only the asked answers are taken; documents are answered in the mailbox of the portal.',
  body: { type: 'application/json', schema: requestSchema(correctionRequest) },
  success: { status: 200, description: 'Answered; an answer that was sent before stays.', schema: application },
  problems: ['json-expected', 'unreadable-json', 'wrong-request', 'too-large', 'not-found', 'too-late', 'refused'],
  handle: async (asked) => {
    const { api, city, now } = asked
    const id = await ownApplication(asked)
    const { body } = await readJson(asked.c, correctionRequest)
    const view = await viewForProgram(api.portal, city, id)
    if (view === undefined) throw new ApiProblem('not-found')
    const procedure = await api.portal.catalogue.version(city.id, view.row.procedure_id, view.row.version_hash)
    if (procedure === undefined) throw new ApiProblem('not-found')
    const read = readAnswers(procedure, body.answers, new Map(), false)
    const shape = allProblems([], read.problems)
    if (shape.length > 0) throw new ApiProblem('refused', { refusal: 'incomplete', problems: shape })
    const given = { answers: read.answers, comment: body.comment.trim() }
    const outcome = await correctByProgram(api.portal, city, id, asked.param('correction'), given, now)
    if (outcome.ok) return shown(asked, id)
    if (outcome.refusal === 'not-found') throw new ApiProblem('not-found')
    if (outcome.refusal === 'ended') throw new ApiProblem('too-late')
    const problems = outcome.refusal === 'problems' ? outcome.problems.map(sentProblem) : []
    throw new ApiProblem('refused', { refusal: outcome.refusal === 'problems' ? 'incomplete' : 'unchanged', problems })
  },
}

async function ownApplication(asked: Asked): Promise<string> {
  const id = await findOwnFiling(asked, clientOf(asked).id, asked.param('receipt'))
  if (id === undefined) throw new ApiProblem('not-found')
  return id
}

async function shown(asked: Asked, id: string): Promise<Response> {
  const view = await viewForProgram(asked.api.portal, asked.city, id)
  if (view === undefined) throw new ApiProblem('not-found')
  return sendJson(asked.c, sentApplication(view), { keep: 'own' })
}
