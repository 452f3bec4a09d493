import { dayOf } from '../../../civic/day.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { mayFile, scopes } from '../clients/client.ts'
import { sendJson } from '../http/conditional.ts'
import { clientOf, type Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'

/** The entries that a form would offer today, of a register that some form chooses from. */
export const readRegister: Operation = {
  id: 'register',
  method: 'get',
  path: '/registers/{register}',
  tag: 'catalogue',
  scope: 'public',
  summary: 'Open entries of a register that answers choose from.',
  success: {
    status: 200,
    description: 'Entries of today, in the order of the office.',
    schema: {
      type: 'object',
      required: ['register', 'day', 'entries'],
      properties: {
        register: { type: 'string' },
        day: { type: 'string' },
        entries: { type: 'array', items: { $ref: '#/components/schemas/RegisterEntry' } },
      },
    },
  },
  problems: ['not-found'],
  handle: async ({ c, api, city, now, param }) => {
    const register = param('register')
    const today = dayOf(now)
    const users = (await api.portal.catalogue.current(city.id)).filter(({ definition }) =>
      definition.pages.some((page) =>
        page.groups.some((group) => group.fields?.some((field) => field.register?.id === register)),
      ),
    )
    const [user] = users
    if (user === undefined) throw new ApiProblem('not-found')
    const counted = users.find(({ definition }) => definition.capacity?.register === register) ?? user
    const db = api.services.db.city<InternetDb>(city.id)
    const facts = await api.portal.places.facts(
      db,
      city.id,
      counted,
      await api.portal.catalogue.facts(city.id, today),
      now,
    )
    const entries = facts.register(register).map(({ id, label, facts: stated, left }) => ({
      id,
      label,
      facts: stated,
      ...(left === undefined ? {} : { left }),
    }))
    return sendJson(c, { register, day: today, entries }, { keep: 'public' })
  },
}

/** What the client itself may do: to look at before anything is sent. */
export const readClient: Operation = {
  id: 'client',
  method: 'get',
  path: '/client',
  tag: 'catalogue',
  scope: 'catalogue',
  summary: 'What this client may do, until when, and how often.',
  success: {
    status: 200,
    description: 'As the office registered it.',
    schema: { $ref: '#/components/schemas/Client' },
  },
  problems: [],
  handle: async (asked) => {
    const client = clientOf(asked)
    const current = await asked.api.portal.catalogue.current(asked.city.id)
    const procedures = current.filter((each) => each.definition.carriedBy === undefined && mayFile(client, each))
    return sendJson(
      asked.c,
      {
        id: client.id,
        name: client.name,
        scopes: scopes.filter((each) => client.scopes.includes(each)),
        procedures: procedures.map(({ definition }) => definition.id),
        attests: client.attests,
        perMinute: client.perMinute,
        validUntil: client.validUntil,
        webhook: client.webhook === undefined ? null : { url: client.webhook.url, events: client.webhook.events },
      },
      { keep: 'own' },
    )
  },
}
