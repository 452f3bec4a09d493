import { dayOf } from '../../../civic/day.ts'
import { onlineFilers, searchProcedures, viewCatalogue } from '../../portal/index.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { currentProcedure } from '../filing/find.ts'
import { sendJson } from '../http/conditional.ts'
import { base } from '../http/mount.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'
import { schemaFile } from '../schema/schema-file.ts'

const procedure = { $ref: '#/components/schemas/Procedure' }
const anySchema = { type: 'object', description: 'JSON Schema 2020-12 of the answers.' }

/** The catalogue, a page at a time. */
export const listProcedures: Operation = {
  id: 'procedures',
  method: 'get',
  path: '/procedures',
  tag: 'catalogue',
  scope: 'public',
  summary: 'Procedures in force today: all of them, those that answer a search, or those of a topic or life event.',
  query: {
    q: { description: 'Words to search for, as on the portal.', schema: { type: 'string', maxLength: 100 } },
    topic: { description: 'Id of a topic.', schema: { type: 'string' } },
    lifeEvent: { description: 'Id of a life event.', schema: { type: 'string' } },
    page: { description: 'Number of the page, from 1.', schema: { type: 'integer', minimum: 1, default: 1 } },
    perPage: {
      description: 'Procedures on a page.',
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    },
  },
  success: {
    status: 200,
    description: 'A page of the list; the headers Link and the total lead to the others.',
    schema: {
      type: 'object',
      required: ['total', 'page', 'perPage', 'procedures'],
      properties: {
        total: { type: 'integer' },
        page: { type: 'integer' },
        perPage: { type: 'integer' },
        procedures: { type: 'array', items: procedure },
      },
    },
  },
  problems: ['wrong-request'],
  handle: async (asked) => {
    const { c, api, city, now } = asked
    const page = numberOf(c.req.query('page'), 1, 10_000)
    const perPage = numberOf(c.req.query('perPage'), 20, 100)
    const view = await viewCatalogue(api.portal, city, now)
    const [q, topic, lifeEvent] = ['q', 'topic', 'lifeEvent'].map((name) => c.req.query(name))
    if ((q ?? '').length > 100) throw new ApiProblem('wrong-request')
    const ids = q === undefined ? undefined : searchProcedures(view.index, q)
    const ordered =
      ids === undefined
        ? view.procedures
        : ids.flatMap((id) => view.procedures.find(({ definition }) => definition.id === id) ?? [])
    const found = ordered.filter(
      ({ definition }) =>
        (topic === undefined || definition.topics.includes(topic)) &&
        (lifeEvent === undefined || definition.lifeEvents.includes(lifeEvent)),
    )
    const facts = await api.portal.catalogue.facts(city.id, dayOf(now))
    const links = linksOf(new URL(c.req.url), page, Math.max(1, Math.ceil(found.length / perPage)))
    if (links !== '') c.header('link', links)
    const shown = found.slice((page - 1) * perPage, page * perPage)
    return sendJson(
      c,
      { total: found.length, page, perPage, procedures: shown.map((each) => summaryOf(asked, each, facts)) },
      { keep: 'public' },
    )
  },
}

export const readProcedure: Operation = {
  id: 'procedure',
  method: 'get',
  path: '/procedures/{procedure}',
  tag: 'catalogue',
  scope: 'public',
  summary: 'A procedure: who files, how the person is identified, what it costs, how long it takes, and its version.',
  success: { status: 200, description: 'The version in force today.', schema: procedure },
  problems: ['not-found'],
  handle: async (asked) => {
    const found = await currentProcedure(asked)
    const facts = await asked.api.portal.catalogue.facts(asked.city.id, dayOf(asked.now))
    return sendJson(asked.c, detailsOf(asked, found, facts), { keep: 'public' })
  },
}

export const readVersion: Operation = {
  id: 'version',
  method: 'get',
  path: '/procedures/{procedure}/versions/{version}',
  tag: 'catalogue',
  scope: 'public',
  summary: 'A published version, also one of before.',
  success: { status: 200, description: 'It never changes.', schema: procedure },
  problems: ['not-found'],
  handle: async (asked) => {
    const found = await versionOf(asked)
    const facts = await asked.api.portal.catalogue.facts(asked.city.id, dayOf(asked.now))
    return sendJson(asked.c, detailsOf(asked, found, facts), { keep: 'public' })
  },
}

export const readSchema: Operation = {
  id: 'schema',
  method: 'get',
  path: '/procedures/{procedure}/schema',
  tag: 'catalogue',
  scope: 'public',
  summary: 'JSON Schema of the answers, of the version in force today.',
  success: {
    status: 200,
    description: 'Its $id names the version.',
    type: 'application/schema+json',
    schema: anySchema,
  },
  problems: ['not-found'],
  handle: async (asked) => sendSchema(asked, await currentProcedure(asked), 'public'),
}

export const readVersionSchema: Operation = {
  id: 'versionSchema',
  method: 'get',
  path: '/procedures/{procedure}/versions/{version}/schema',
  tag: 'catalogue',
  scope: 'public',
  summary: 'JSON Schema of the answers of one version.',
  success: { status: 200, description: 'It never changes.', type: 'application/schema+json', schema: anySchema },
  problems: ['not-found'],
  handle: async (asked) => sendSchema(asked, await versionOf(asked), 'version'),
}

async function versionOf({ api, city, param }: Asked): Promise<CompiledProcedure> {
  const hash = param('version')
  const found = /^[0-9a-f]{64}$/.test(hash)
    ? await api.portal.catalogue.version(city.id, param('procedure'), hash)
    : undefined
  if (found === undefined) throw new ApiProblem('not-found')
  return found
}

function sendSchema({ c, city }: Asked, found: CompiledProcedure, keep: 'public' | 'version'): Response {
  return sendJson(c, schemaFile(found, originOf(city)), { keep, type: 'application/schema+json' })
}

export function originOf({ origins }: Asked['city']): string {
  return new URL(origins.portal ?? '').origin
}

function summaryOf({ city, now }: Asked, found: CompiledProcedure, facts: CityFacts) {
  const { definition, hash } = found
  const here = `${originOf(city)}${base}/procedures/${definition.id}`
  return {
    id: definition.id,
    version: hash,
    kind: definition.kind,
    name: definition.name,
    officialName: definition.officialName,
    summary: definition.summary,
    open: definition.carriedBy === undefined && found.acceptance(dayOf(now), facts).open,
    section: definition.owner,
    topics: definition.topics,
    lifeEvents: definition.lifeEvents,
    filers: onlineFilers(found),
    assurance: { accepted: definition.assurance.accepted, signature: definition.assurance.signature },
    carriedElsewhere: definition.carriedBy !== undefined,
    links: { self: here, schema: `${here}/versions/${hash}/schema`, version: `${here}/versions/${hash}` },
  }
}

function detailsOf(asked: Asked, found: CompiledProcedure, facts: CityFacts) {
  const { definition } = found
  const handOver = found.handOver(facts)
  const { days, counting, statutory } = found.processing(facts)
  return {
    ...summaryOf(asked, found, facts),
    details: {
      legalBasis: definition.legalBasis,
      guide: {
        who: definition.guide.who,
        prepare: definition.guide.prepare,
        fee: definition.guide.fee,
        minutes: definition.guide.minutes,
        afterwards: definition.guide.afterwards,
      },
      processing: { days, counting, statutory: statutory ?? null },
      filingDeadline: definition.filingDeadline?.article ?? null,
      delivery: definition.delivery.ways,
      closedText: found.acceptance(dayOf(asked.now), facts).text ?? null,
      handOver: handOver ?? null,
      registers: definition.registers ?? [],
    },
  }
}

/** A number of the address: digits within bounds, or what holds otherwise. Throws for anything else. */
function numberOf(text: string | undefined, otherwise: number, most: number): number {
  if (text === undefined) return otherwise
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > most) throw new ApiProblem('wrong-request')
  return value
}

/** Web Linking (RFC 8288): where the other pages are. */
function linksOf(url: URL, page: number, last: number): string {
  const to = (number: number): string => {
    const query = new URLSearchParams(url.search)
    query.set('page', String(number))
    return `<${url.pathname}?${query}>`
  }
  const links = [
    ...(page > 1 ? [`${to(page - 1)}; rel="prev"`] : []),
    ...(page < last ? [`${to(page + 1)}; rel="next"`] : []),
  ]
  return links.join(', ')
}
