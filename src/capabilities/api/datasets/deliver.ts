import { readForm } from '../../../platform/http/index.ts'
import { acceptDelivery, tableLimits } from '../../opendata/index.ts'
import { sendJson } from '../http/conditional.ts'
import { clientOf, type Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'

/** Brings the next table of a dataset. */
export const deliverDataset: Operation = {
  id: 'deliverDataset',
  method: 'post',
  path: '/datasets/{dataset}/deliveries',
  tag: 'datasets',
  scope: 'datasets',
  summary:
    'Bring the next table (CSV, XLSX or GeoJSON) of a dataset, published or not yet. The office checks it as it checks what clerks bring; it is published after an approval, or at once where the dataset allows that and nothing is to be said of the table. Ask the delivery, or listen to the webhook, to hear what became of it. The same file again is the same delivery.',
  body: {
    type: 'multipart/form-data',
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    },
  },
  success: {
    status: 201,
    description: 'The table is on its way into the office.',
    repeated: 'It had been brought before.',
    schema: {
      type: 'object',
      required: ['deliveryId', 'sha256'],
      properties: { deliveryId: { type: 'string' }, sha256: { type: 'string' } },
    },
  },
  problems: ['form-expected', 'too-large', 'file-refused', 'not-found', 'dataset-not-allowed'],
  handle: async (asked) => {
    const { c, api, city, now, param } = asked
    const client = clientOf(asked)
    if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data')) throw new ApiProblem('form-expected')
    const form = await readForm(c, { bodyBytes: tableLimits.bytes + 64 * 1024, parts: 5 })
    const files = [...form.files.values()].flat()
    const [file] = files
    if (file === undefined || files.length !== 1) throw new ApiProblem('wrong-request')
    const everything = client.sections.length === 0 && client.procedures.length === 0
    const outcome = await acceptDelivery(api.services, city.id, {
      datasetId: param('dataset'),
      clientId: client.id,
      client: client.name,
      sections: everything ? undefined : client.sections,
      name: file.name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200),
      bytes: Buffer.from(file.bytes),
      at: now,
    })
    if (outcome.ok) {
      const { deliveryId, sha256, repeated } = outcome
      return sendJson(c, { deliveryId, sha256 }, { keep: 'own', status: repeated ? 200 : 201 })
    }
    if (outcome.refusal !== 'file')
      throw new ApiProblem(outcome.refusal === 'unknown' ? 'not-found' : 'dataset-not-allowed')
    const { reason, line } = outcome
    throw new ApiProblem('file-refused', { reason, ...(line === undefined ? {} : { line }) })
  },
}
