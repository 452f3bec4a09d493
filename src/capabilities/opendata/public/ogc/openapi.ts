import type { Column } from '../../language/dataset.ts'
import { outputType } from '../../values/kinds.ts'
import type { PublicDataset } from '../catalogue.ts'
import { geoJson } from './collection.ts'
import { crs84, filterColumns, mostLimit, usualLimit } from './parameters.ts'
import { tilePaths, tileSchemas } from './tiles/openapi.ts'

const text = { type: 'string' }
const query = (name: string, description: string, schema: object, more: object = {}) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  ...more,
})
const asList = { style: 'form', explode: false }
const box = { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 }

const shared = {
  f: query(
    'f',
    'The format; else the header Accept decides.',
    { type: 'string', enum: ['json', 'geojson', 'html'] },
    asList,
  ),
  lang: query('lang', 'The language of pages and titles.', { type: 'string', enum: ['ja', 'easy', 'en'] }, asList),
  limit: query(
    'limit',
    `How many features at most; more than ${mostLimit} are cut to it.`,
    { type: 'integer', minimum: 1, maximum: mostLimit, default: usualLimit },
    asList,
  ),
  offset: query('offset', 'How many features are passed over.', { type: 'integer', minimum: 0, default: 0 }, asList),
  bbox: query('bbox', 'West, south, east, north in degrees; or with heights between.', box, asList),
  'bbox-crs': query('bbox-crs', 'Of the numbers of bbox.', { type: 'string', enum: [crs84], default: crs84 }, asList),
  crs: query('crs', 'Of the coordinates of the answer.', { type: 'string', enum: [crs84], default: crs84 }, asList),
  datetime: query(
    'datetime',
    'An instant or an interval of RFC 3339; places without a time answer to every one.',
    text,
    asList,
  ),
}
const named = (names: readonly (keyof typeof shared)[]) =>
  names.map((name) => ({ $ref: `#/components/parameters/${name}` }))
const always = named(['f', 'lang'])

const answer = (description: string, type: string, schema: object) => ({
  description,
  content: { [type]: { schema }, 'text/html': { schema: text } },
})
const errors = { '400': { $ref: '#/components/responses/invalid' }, '404': { $ref: '#/components/responses/notFound' } }
const get = (operationId: string, summary: string, parameters: readonly object[], good: object) => ({
  get: { operationId, summary, tags: ['features'], parameters, responses: { '200': good, ...errors } },
})
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The API as an OpenAPI 3.0 document: every parameter that is accepted is in it, properties by which lists are filtered too. */
export function openApiOf(city: string, base: string, datasets: readonly PublicDataset[]) {
  return {
    openapi: '3.0.3',
    info: {
      title: `${city} OGC API - Features`,
      version: '1.0.0',
      description: 'OGC API - Features, Part 1: Core 1.0',
    },
    servers: [{ url: base }],
    tags: [{ name: 'features' }],
    paths: {
      '/': get(
        'landing',
        'Where everything is',
        always,
        answer('The landing page', 'application/json', reference('landing')),
      ),
      '/conformance': get(
        'conformance',
        'What is conformed to',
        always,
        answer('Classes', 'application/json', reference('conformance')),
      ),
      '/api': get(
        'api',
        'This document',
        always,
        answer('The document', 'application/vnd.oai.openapi+json;version=3.0', { type: 'object' }),
      ),
      '/collections': get(
        'collections',
        'All collections',
        always,
        answer('Collections', 'application/json', reference('collections')),
      ),
      ...Object.fromEntries(datasets.flatMap(pathsOf)),
      ...tilePaths(datasets),
    },
    components: {
      parameters: shared,
      responses: {
        invalid: {
          description: 'A parameter is wrong or not known',
          content: { 'application/json': { schema: reference('exception') } },
        },
        notFound: {
          description: 'Nothing is there',
          content: { 'application/json': { schema: reference('exception') } },
        },
      },
      schemas,
    },
  }
}

function pathsOf(dataset: PublicDataset): readonly (readonly [string, object])[] {
  const { id, definition } = dataset
  const title = definition.title.ja
  const path = `/collections/${id}`
  const lists = named(['f', 'lang', 'limit', 'offset', 'bbox', 'bbox-crs', 'crs', 'datetime'])
  const filters = filterColumns(definition).map((column) => query(column.id, column.title, schemaOf(column), asList))
  const fid = { name: 'featureId', in: 'path', required: true, description: 'The id of a feature', schema: text }
  return [
    [path, get(`describe-${id}`, title, always, answer(title, 'application/json', reference('collection')))],
    [
      `${path}/items`,
      get(`list-${id}`, title, [...lists, ...filters], answer(title, geoJson, reference('featureCollection'))),
    ],
    [
      `${path}/items/{featureId}`,
      get(`one-${id}`, title, [fid, ...named(['f', 'lang', 'crs'])], answer(title, geoJson, reference('feature'))),
    ],
  ]
}

/** Any text may be asked for: a value that no feature has finds none. */
function schemaOf({ kind }: Column): object {
  const type = outputType(kind)
  return type === 'integer' || type === 'number' ? { type } : text
}

const links = { type: 'array', items: reference('link') }
const object = (required: readonly string[], properties: object) => ({ type: 'object', required, properties })

const schemas = {
  ...tileSchemas,
  link: object(['href', 'rel'], { href: text, rel: text, type: text, title: text }),
  landing: object(['links'], { title: text, description: text, links }),
  conformance: object(['conformsTo'], { conformsTo: { type: 'array', items: text } }),
  collections: object(['links', 'collections'], {
    links,
    collections: { type: 'array', items: reference('collection') },
  }),
  collection: object(['id', 'links'], {
    id: text,
    title: text,
    description: text,
    itemType: text,
    extent: { type: 'object' },
    crs: { type: 'array', items: text },
    links,
  }),
  featureCollection: object(['type', 'features'], {
    type: { type: 'string', enum: ['FeatureCollection'] },
    features: { type: 'array', items: reference('feature') },
    links,
    timeStamp: { type: 'string', format: 'date-time' },
    numberMatched: { type: 'integer', minimum: 0 },
    numberReturned: { type: 'integer', minimum: 0 },
  }),
  feature: object(['type', 'geometry', 'properties'], {
    type: { type: 'string', enum: ['Feature'] },
    id: text,
    geometry: { type: 'object', nullable: true },
    properties: { type: 'object', nullable: true },
    links,
  }),
  exception: object(['code'], { code: text, description: text }),
}
