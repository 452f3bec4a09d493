import { z } from 'zod'
import { correctByProgram, type ProgramView, programFileLimits, viewForProgram } from '../../portal/index.ts'
import type { CompiledProcedure, FileAnswer } from '../../procedures/index.ts'
import { sendJson } from '../http/conditional.ts'
import { type Asked, clientOf, type Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import { application, shown } from './applications.ts'
import { oneFile, sentFiles, takeSent } from './attachments.ts'
import { allProblems, sentProblem } from './problems.ts'
import { readAnswers } from './read-answers.ts'
import { requestSchema } from './request.ts'
import { markTakenAlong, type OwnFiling, ownFiling } from './store.ts'

const correctionRequest = z.strictObject({
  answers: z.record(z.string().max(200), z.unknown()).describe('The asked answers, in their groups as when filing.'),
  comment: z
    .string()
    .max(1000)
    .describe('To the office; alone it says that everything is right as it was.')
    .default(''),
})

/** Answers what the office wants put right. */
export const answerCorrection: Operation = {
  id: 'answerCorrection',
  method: 'post',
  path: '/applications/{receipt}/corrections/{correction}',
  tag: 'applications',
  scope: 'submit',
  summary:
    'Answer a correction request. Only the asked answers are taken; a document is named by its fileId, sent ahead or there before.',
  body: { type: 'application/json', schema: requestSchema(correctionRequest) },
  success: { status: 200, description: 'Answered; an answer that was sent before stays.', schema: application },
  problems: ['json-expected', 'unreadable-json', 'wrong-request', 'too-large', 'not-found', 'too-late', 'refused'],
  handle: async (asked) => {
    const { api, city, now } = asked
    const client = clientOf(asked)
    const filing = await ownFiling(asked)
    const { body } = await readJson(asked.c, correctionRequest)
    const { view, procedure, correction } = await askedCorrection(asked, filing)
    const sent = await sentFiles(asked, client.id, procedure.definition.id, correction.id)
    const files = new Map([...filesIn(view.answers), ...sent])
    const read = readAnswers(procedure, body.answers, files, false)
    const shape = allProblems([], read.problems)
    if (shape.length > 0) throw new ApiProblem('refused', { refusal: 'incomplete', problems: shape })
    const fileIds = read.fileIds.filter((id) => sent.has(id))
    const bytes = read.fileIds.reduce((sum, id) => sum + (files.get(id)?.bytes ?? 0), 0)
    if (bytes > programFileLimits(city).all)
      throw new ApiProblem('refused', { refusal: 'files-too-large', problems: [] })
    const given = { answers: read.answers, comment: body.comment.trim(), fileIds }
    const outcome = await correctByProgram(api.portal, city, filing.id, correction.id, given, now)
    if (outcome.ok) {
      await markTakenAlong(asked, fileIds)
      return shown(asked, filing)
    }
    if (outcome.refusal === 'not-found') throw new ApiProblem('not-found')
    if (outcome.refusal === 'ended') throw new ApiProblem('too-late')
    if (outcome.refusal === 'file-gone') throw new ApiProblem('busy', {}, { 'retry-after': '1' })
    const problems = outcome.refusal === 'problems' ? outcome.problems.map(sentProblem) : []
    throw new ApiProblem('refused', { refusal: outcome.refusal === 'problems' ? 'incomplete' : 'unchanged', problems })
  },
}

/** Takes one file ahead of the answer to a correction request. */
export const sendCorrectionAttachment: Operation = {
  id: 'sendCorrectionAttachment',
  method: 'post',
  path: '/applications/{receipt}/corrections/{correction}/attachments',
  tag: 'applications',
  scope: 'submit',
  summary: 'Send a file ahead of the answer to a correction request that asks for it. It is kept for a day.',
  body: oneFile,
  success: { status: 201, description: 'The file as it was found.', schema: { $ref: '#/components/schemas/File' } },
  problems: ['form-expected', 'wrong-request', 'too-large', 'file-refused', 'not-found', 'too-late'],
  handle: async (asked) => {
    const { procedure, correction } = await askedCorrection(asked, await ownFiling(asked))
    if (correction.answeredAt !== null) throw new ApiProblem('too-late')
    const paths = correction.items.map(({ path }) => path)
    const answer = await takeSent(asked, clientOf(asked).id, procedure, { id: correction.id, paths })
    return sendJson(asked.c, answer, { keep: 'own', status: 201 })
  },
}

/** The correction request of this path, with the version that the application was filed in. Throws `ApiProblem` 404. */
async function askedCorrection(
  asked: Asked,
  filing: OwnFiling,
): Promise<{
  readonly view: ProgramView
  readonly procedure: CompiledProcedure
  readonly correction: ProgramView['corrections'][number]
}> {
  const { portal } = asked.api
  const view = await viewForProgram(portal, asked.city, filing.id)
  const correction = view?.corrections.find(({ id }) => id === asked.param('correction'))
  if (view === undefined || correction === undefined) throw new ApiProblem('not-found')
  const procedure = await portal.catalogue.version(asked.city.id, view.row.procedure_id, view.row.version_hash)
  if (procedure === undefined) throw new ApiProblem('not-found')
  return { view, procedure, correction }
}

/** Documents that the application has already, by id: an answer may name them again. */
function filesIn(answers: ProgramView['answers']): ReadonlyMap<string, FileAnswer> {
  const items = Object.values(answers).flatMap((group) => (Array.isArray(group) ? group : [group]))
  const values = items.flatMap((item) => Object.values((item ?? {}) as Readonly<Record<string, unknown>>))
  return new Map(
    values
      .flatMap((value) => (Array.isArray(value) ? value : []))
      .flatMap((each: FileAnswer) => (typeof each?.fileId === 'string' ? [[each.fileId, each] as const] : [])),
  )
}
