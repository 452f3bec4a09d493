import { examineAnswers, onlineFilers } from '../../portal/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { mayFile } from '../clients/client.ts'
import { sendJson } from '../http/conditional.ts'
import { type Asked, clientOf, type Operation } from '../http/operation.ts'
import { pointerOf, readJson } from '../http/read-json.ts'
import { sentFiles } from './attachments.ts'
import { attests, currentProcedure, filesOnline } from './find.ts'
import { allProblems } from './problems.ts'
import { readAnswers } from './read-answers.ts'
import { requestSchema, validationRequest } from './request.ts'

/** Everything that would be said of an application, and nothing kept. */
export const validateAnswers: Operation = {
  id: 'validate',
  method: 'post',
  path: '/procedures/{procedure}/validate',
  tag: 'filing',
  scope: 'validate',
  summary:
    'All problems of these answers, the computed values, the fee, the deadline, and the text to sign. Nothing is kept.',
  body: { type: 'application/json', schema: requestSchema(validationRequest), answers: true },
  success: {
    status: 200,
    description: 'What the check page would say.',
    schema: { $ref: '#/components/schemas/Validation' },
  },
  problems: ['json-expected', 'unreadable-json', 'wrong-request', 'too-large', 'not-found'],
  handle: async (asked) => {
    const procedure = await currentProcedure(asked)
    const { body } = await readJson(asked.c, validationRequest)
    const client = clientOf(asked)
    const files = await sentFiles(asked, client.id, procedure.definition.id)
    const { answers, problems: shape } = readAnswers(procedure, body.answers, files, true)
    const assurance = body.assurance ?? strongest(procedure)
    const given = { procedure, filer: body.filer, assurance, answers, locale: body.language }
    const found = await examineAnswers(asked.api.portal, asked.city, given, asked.now)
    const { review } = found
    const problems = allProblems([...review.blocking.map(({ problem }) => problem), ...review.warnings], shape)
    const blocked = problems.some(({ severity }) => severity !== 'warn')
    return sendJson(
      asked.c,
      {
        procedure: procedure.definition.id,
        version: procedure.hash,
        accepted: !blocked,
        problems,
        obstacles: obstaclesOf(asked, procedure, body.filer, found.acceptance.open, review.outlook === 'full'),
        asked: procedure.route(answers, found.filing, found.facts).flatMap((page) =>
          page.fields
            .filter(({ field }) => field.type !== 'notice')
            .map(({ path, required }) => ({
              pointer: pointerOf(['answers', ...path.split('.')]),
              page: page.page.id,
              required,
            })),
        ),
        values: review.shown.map(({ id, label, text }) => ({ id, label, text })),
        fee: review.fee,
        deadline: found.deadline ?? null,
        calendar: found.calendar,
        delivery: review.delivery,
        places: review.outlook ?? null,
        signature: procedure.definition.assurance.signature,
        toSign:
          blocked || found.toSign === undefined
            ? null
            : { text: found.toSign.text, sha256: found.toSign.hash, base64: found.toSign.bytes.toString('base64') },
      },
      { keep: 'own' },
    )
  },
}

function strongest({ definition }: CompiledProcedure) {
  return definition.assurance.accepted.at(-1) ?? 'none'
}

/** What would stand in the way besides the answers. */
function obstaclesOf(
  asked: Asked,
  procedure: CompiledProcedure,
  filer: string,
  open: boolean,
  full: boolean,
): readonly string[] {
  const client = clientOf(asked)
  const { signature, accepted } = procedure.definition.assurance
  const attested = accepted.some((each) => attests(client, procedure, each))
  const found: readonly (readonly [string, boolean])[] = [
    ['carried-elsewhere', procedure.definition.carriedBy !== undefined],
    ['closed', !open],
    ['full', full],
    ['filer-not-online', onlineFilers(procedure).length > 0 && !filesOnline(procedure, filer)],
    ['procedure-not-allowed', !mayFile(client, procedure)],
    ['needs-signature', signature === 'required' || !attested],
  ]
  return found.flatMap(([code, stands]) => (stands ? [code] : []))
}
