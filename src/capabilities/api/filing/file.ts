import { checkSignedElsewhere, type SignedDocument } from '../../identity/index.ts'
import {
  type Examination,
  examineAnswers,
  fileByProgram,
  programFileLimits,
  refusalOf,
  viewForProgram,
} from '../../portal/index.ts'
import type { Assurance, CompiledProcedure } from '../../procedures/index.ts'
import type { ApiClient } from '../clients/client.ts'
import { sendJson } from '../http/conditional.ts'
import { type Asked, clientOf, type Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import { sentFiles } from './attachments.ts'
import { sentApplication } from './filed.ts'
import { attests, currentProcedure, filesOnline, requireFiling } from './find.ts'
import { allProblems } from './problems.ts'
import { type ReadAnswers, readAnswers, type SentFiles } from './read-answers.ts'
import { type FilingRequest, filingRequest, requestSchema } from './request.ts'
import { applicationIdOf, beginFiling, completeFiling, forgetFiling, hashOfRequest } from './store.ts'

/** Submits an application for somebody. */
export const fileApplication: Operation = {
  id: 'file',
  method: 'post',
  path: '/procedures/{procedure}/applications',
  tag: 'filing',
  scope: 'submit',
  summary: 'Submit an application. The same Idempotency-Key with the same body is the same application.',
  headers: {
    'Idempotency-Key': {
      required: true,
      description:
        'Made by the client for this one application, 8 to 200 visible characters; used again for every try of it.',
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    },
  },
  body: { type: 'application/json', schema: requestSchema(filingRequest), answers: true },
  success: {
    status: 201,
    description: 'Submitted; with 200, it had been before.',
    repeated: 'It had been submitted before.',
    schema: { $ref: '#/components/schemas/Submitted' },
  },
  problems: [
    'json-expected',
    'unreadable-json',
    'wrong-request',
    'too-large',
    'key-missing',
    'key-reused',
    'refused',
    'closed',
    'full',
    'already-open',
    'busy',
    'version-changed',
    'carried-elsewhere',
    'procedure-not-allowed',
    'assurance-not-attested',
    'not-found',
  ],
  handle: async (asked) => {
    const client = clientOf(asked)
    const procedure = await currentProcedure(asked)
    const key = asked.c.req.header('idempotency-key') ?? ''
    if (!/^[\x21-\x7e]{8,200}$/.test(key)) throw new ApiProblem('key-missing')
    const { body, bytes } = await readJson(asked.c, filingRequest)
    const applicationId = applicationIdOf(asked, client.id, key)
    const bodyHash = hashOfRequest(procedure.definition.id, bytes)
    const { kind } = await beginFiling(asked, {
      applicationId,
      clientId: client.id,
      bodyHash,
      resultAgreed: body.resultAgreed,
    })
    if (kind === 'other-body') throw new ApiProblem('key-reused')
    const before = await viewForProgram(asked.api.portal, asked.city, applicationId)
    if (before !== undefined) return submitted(asked, applicationId, [], 200)
    try {
      requireFiling(client, procedure, { version: body.version })
      return await fileNew(asked, client, procedure, body, applicationId)
    } catch (error) {
      if (error instanceof ApiProblem && error.code !== 'busy') await forgetFiling(asked, applicationId)
      throw error
    }
  },
}

async function fileNew(
  asked: Asked,
  client: ApiClient,
  procedure: CompiledProcedure,
  body: FilingRequest,
  applicationId: string,
): Promise<Response> {
  const { api, city, now } = asked
  const { filer, language: locale } = body
  const files = await sentFiles(asked, client.id, procedure.definition.id)
  const read = readAnswers(procedure, body.answers, files, false)
  const assurance: Assurance = body.signature === undefined ? attested(client, procedure, body) : 'jpki-sign'
  const given = { procedure, filer, assurance, answers: read.answers, locale }
  const found = await examineAnswers(api.portal, city, given, now)
  requireAcceptable(asked, found, read, files, body)
  const signature = await signatureOf(asked, found, body)
  const outcome = await fileByProgram(
    api.portal,
    city,
    {
      ...given,
      id: applicationId,
      requestKey: applicationId,
      fileIds: read.fileIds,
      acknowledged: found.review.warnings.map(({ code }) => code),
      signature,
      client: { id: client.id, name: client.name },
    },
    now,
  )
  if (outcome.kind !== 'refused')
    return submitted(asked, applicationId, read.fileIds, outcome.kind === 'submitted' ? 201 : 200)
  if (outcome.refusal === 'already-open' || outcome.refusal === 'full') throw new ApiProblem(outcome.refusal)
  throw new ApiProblem('busy', {}, { 'retry-after': '1' })
}

function attested(
  client: ApiClient,
  procedure: CompiledProcedure,
  { assurance }: FilingRequest,
): NonNullable<FilingRequest['assurance']> {
  const { accepted, signature } = procedure.definition.assurance
  if (signature === 'required') throw new ApiProblem('refused', { refusal: 'not-signed', problems: [] })
  if (assurance === undefined || !attests(client, procedure, assurance))
    throw new ApiProblem('assurance-not-attested', { accepted, attests: client.attests })
  return assurance
}

/** The checks of the check page, in its order. */
function requireAcceptable(
  asked: Asked,
  found: Examination,
  read: ReadAnswers,
  files: SentFiles,
  body: FilingRequest,
): void {
  const { review, procedure } = found
  if (!filesOnline(procedure, body.filer))
    throw new ApiProblem('refused', { refusal: 'filer-not-online', problems: [] })
  const problems = allProblems([...review.blocking.map(({ problem }) => problem), ...review.warnings], read.problems)
  const refuse = (refusal: string): ApiProblem => new ApiProblem('refused', { refusal, problems })
  const unknown = review.warnings.some(({ code }) => !body.acknowledged.includes(code))
  const post = { acknowledged: !unknown, declared: body.declared, deliveryAgreed: body.deliveryAgreed }
  const refusal = refusalOf(found, review, post)
  if (refusal === 'closed' || refusal === 'full') throw new ApiProblem(refusal)
  if (problems.some(({ severity }) => severity !== 'warn')) throw refuse('incomplete')
  if (refusal !== undefined) throw refuse(refusal)
  const total = read.fileIds.reduce((sum, id) => sum + (files.get(id)?.bytes ?? 0), 0)
  if (total > programFileLimits(asked.city).all) throw refuse('files-too-large')
}

/** The applicant's signature over the very text of these answers; none where none was brought. Throws when it does not count. */
async function signatureOf(
  asked: Asked,
  found: Examination,
  { signature }: FilingRequest,
): Promise<SignedDocument | undefined> {
  if (signature === undefined) return undefined
  if (found.toSign === undefined) throw new ApiProblem('refused', { refusal: 'signature-not-taken', problems: [] })
  const given = {
    bytes: found.toSign.bytes,
    signature: Buffer.from(signature.value, 'base64'),
    certificate: Buffer.from(signature.certificate, 'base64'),
  }
  const signed = await checkSignedElsewhere(asked.api.services, asked.city, given, asked.now)
  if (signed.check.result === 'valid') return signed
  throw new ApiProblem('refused', { refusal: 'signature-refused', signature: signed.check.result, problems: [] })
}

async function submitted(
  asked: Asked,
  applicationId: string,
  fileIds: readonly string[],
  status: 200 | 201,
): Promise<Response> {
  const view = await viewForProgram(asked.api.portal, asked.city, applicationId)
  if (view === undefined) throw new ApiProblem('busy', {}, { 'retry-after': '1' })
  const receiptNumber = view.row.receipt_number
  await completeFiling(asked, { applicationId, receiptNumber, fileIds })
  asked.c.header('location', `/api/v1/applications/${receiptNumber}`)
  const origin = new URL(asked.city.origins.portal ?? '').origin
  return sendJson(
    asked.c,
    {
      ...sentApplication(view, undefined),
      followUp: { address: `${origin}/follow-up`, receiptNumber, secret: view.secret },
    },
    { keep: 'own', status },
  )
}
