import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { readForm } from '../../../platform/http/index.ts'
import { programFileLimits, takeProgramFile } from '../../portal/index.ts'
import type { CompiledProcedure, FileAnswer, PlacedField } from '../../procedures/index.ts'
import { sendJson } from '../http/conditional.ts'
import { type Asked, clientOf, type Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'
import { currentProcedure, requireFiling } from './find.ts'
import { sentProblem } from './problems.ts'
import type { SentFiles } from './read-answers.ts'

/** A file that no application takes along is removed after this. */
export const waitingMs = 24 * 3_600_000

const context = (id: string): string => `api_attachment:${id}`

/** A form with one file and the answer it belongs to. */
export const oneFile = {
  type: 'multipart/form-data',
  schema: {
    type: 'object',
    required: ['path', 'file'],
    properties: {
      path: {
        type: 'string',
        description: 'The answer it belongs to: group.field, or group.0.field in a repeated group.',
      },
      file: { type: 'string', contentMediaType: 'application/octet-stream' },
    },
  },
} as const

/** Takes one file ahead of its application. */
export const sendAttachment: Operation = {
  id: 'sendAttachment',
  method: 'post',
  path: '/procedures/{procedure}/attachments',
  tag: 'filing',
  scope: 'submit',
  summary:
    'Send a file ahead of its application. It is kept for a day; an application that names its fileId takes it along.',
  body: oneFile,
  success: { status: 201, description: 'The file as it was found.', schema: { $ref: '#/components/schemas/File' } },
  problems: ['form-expected', 'too-large', 'file-refused', 'not-found', 'carried-elsewhere', 'procedure-not-allowed'],
  handle: async (asked) => {
    const client = clientOf(asked)
    const procedure = await currentProcedure(asked)
    requireFiling(client, procedure, { version: undefined })
    const answer = await takeSent(asked, client.id, procedure)
    return sendJson(asked.c, answer, { keep: 'own', status: 201 })
  },
}

/** A correction request whose answer a file is for, and the answers that it asks for. */
export interface ForCorrection {
  readonly id: string
  readonly paths: readonly string[]
}

/** Judges and keeps the one file of this request, for a new application or for the answer to a correction request. */
export async function takeSent(
  { c, api, city, now }: Asked,
  clientId: string,
  procedure: CompiledProcedure,
  correction?: ForCorrection,
): Promise<FileAnswer & { readonly fileId: string }> {
  if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data')) throw new ApiProblem('form-expected')
  const form = await readForm(c, { bodyBytes: programFileLimits(city).one + 64 * 1024, parts: 10 })
  const place = placeOf(procedure, form.text('path'))
  const files = [...form.files.values()].flat()
  const [file] = files
  if (place === undefined || file === undefined || files.length !== 1) throw new ApiProblem('wrong-request')
  if (correction !== undefined && !correction.paths.includes(place.path)) throw new ApiProblem('wrong-request')
  const taken = await takeProgramFile(api.portal, city, place, file, now)
  if (!taken.ok) throw new ApiProblem('file-refused', { problems: [sentProblem(taken.problem)] })
  const { answer } = taken
  await api.services.db
    .city<InternetDb>(city.id)
    .insertInto('api_attachment')
    .values({
      file_id: answer.fileId,
      client_id: clientId,
      procedure_id: procedure.definition.id,
      correction_id: correction?.id ?? null,
      box: api.services.keys.encrypt(city.id, 'copy', Buffer.from(JSON.stringify(answer)), context(answer.fileId)),
      expires_at: new Date(now.getTime() + waitingMs),
    })
    .execute()
  return answer
}

/** Files that this client has sent for a new application of this procedure, or for a correction, and that wait. */
export async function sentFiles(
  { api, city, now }: Asked,
  clientId: string,
  procedureId: string,
  correctionId?: string,
): Promise<SentFiles> {
  const rows = await api.services.db
    .city<InternetDb>(city.id)
    .selectFrom('api_attachment')
    .select(['file_id', 'box'])
    .where('client_id', '=', clientId)
    .where('procedure_id', '=', procedureId)
    .where('correction_id', correctionId === undefined ? 'is' : '=', correctionId ?? null)
    .where('expires_at', '>', now)
    .where('taken_along', '=', false)
    .execute()
  return new Map(
    rows.map(({ file_id, box }) => {
      const plain = api.services.keys.decrypt(city.id, 'copy', box, context(file_id)).toString('utf8')
      return [file_id, JSON.parse(plain) as FileAnswer]
    }),
  )
}

/** A file field of a procedure by its answer path; undefined for any other path. */
export function placeOf({ definition }: Pick<CompiledProcedure, 'definition'>, path: string): PlacedField | undefined {
  const steps = path.split('.')
  const group = definition.pages.flatMap((page) => page.groups).find(({ id }) => id === steps[0])
  if (group === undefined || steps.length !== (group.repeat ? 3 : 2)) return undefined
  const item = group.repeat ? Number(/^\d{1,3}$/.exec(steps[1] ?? '')?.[0] ?? Number.NaN) : undefined
  if (item !== undefined && !(item < (group.repeat?.max ?? 0))) return undefined
  const field = group.fields?.find(({ id }) => id === steps.at(-1))
  if (field === undefined || (field.type !== 'file' && field.type !== 'photo')) return undefined
  return { path, group, field, required: false, ...(item === undefined ? {} : { item }) }
}
