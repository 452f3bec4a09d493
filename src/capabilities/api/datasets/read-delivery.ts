import { findDelivery } from '../../opendata/index.ts'
import { sendJson } from '../http/conditional.ts'
import { clientOf, type Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'

/** How one of the client's own deliveries stands. */
export const readDelivery: Operation = {
  id: 'delivery',
  method: 'get',
  path: '/datasets/{dataset}/deliveries/{delivery}',
  tag: 'datasets',
  scope: 'datasets',
  summary:
    'How a delivery of this client stands: on its way, checked, with problems that a clerk mends, waiting for approval, published, refused or given up.',
  success: {
    status: 200,
    description: 'The state; problems are counted by kind and column.',
    schema: { $ref: '#/components/schemas/Delivery' },
  },
  problems: ['not-found'],
  handle: async (asked) => {
    const { c, api, city, param } = asked
    const deliveryId = param('delivery')
    const found = uuid.test(deliveryId)
      ? await findDelivery(api.services, city.id, {
          clientId: clientOf(asked).id,
          datasetId: param('dataset'),
          deliveryId,
        })
      : undefined
    if (found === undefined) throw new ApiProblem('not-found')
    const { report, receivedAt, changedAt } = found
    return sendJson(
      c,
      {
        deliveryId,
        dataset: found.datasetId,
        ...report,
        receivedAt: receivedAt.toISOString(),
        changedAt: changedAt.toISOString(),
      },
      { keep: 'own' },
    )
  },
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
