import type { PublicDataset } from '../../catalogue.ts'
import { vectorTile } from '../../tiles/send-tile.ts'
import { deepestZoom } from '../../tiles/tile-grid.ts'
import { webMercatorQuad } from '../../tiles/web-mercator-quad.ts'

const named = (names: readonly string[]) => names.map((name) => ({ $ref: `#/components/parameters/${name}` }))
const always = named(['f', 'lang'])
const inPath = (name: string, description: string, schema: object) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
})
const whole = { type: 'integer', minimum: 0 }
const matrixSet = inPath('tileMatrixSetId', 'The tiling', { type: 'string', enum: [webMercatorQuad.id] })
const tile = [
  inPath('tileMatrix', 'The zoom', { ...whole, maximum: deepestZoom }),
  inPath('tileRow', 'The row, from the north', whole),
  inPath('tileCol', 'The column, from the west', whole),
]
const collections = {
  name: 'collections',
  in: 'query',
  required: false,
  description: 'The collections that become layers; all when absent.',
  style: 'form',
  explode: false,
  schema: { type: 'array', items: { type: 'string' } },
}
const asMvt = {
  name: 'f',
  in: 'query',
  required: false,
  description: 'The format of a tile.',
  schema: { type: 'string', enum: ['mvt', 'pbf'] },
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const errors = { '400': { $ref: '#/components/responses/invalid' }, '404': { $ref: '#/components/responses/notFound' } }
const get = (operationId: string, summary: string, parameters: readonly object[], good: object) => ({
  get: { operationId, summary, tags: ['tiles'], parameters, responses: { ...good, ...errors } },
})
const json = (description: string, schema: string) => ({
  '200': { description, content: { 'application/json': { schema: reference(schema) } } },
})
const mvt = {
  '200': {
    description: 'A vector tile',
    content: { [vectorTile]: { schema: { type: 'string', format: 'binary' } } },
  },
  '204': { description: 'No place is there' },
}

/** The paths of tiles. The endings of `operationId` are those that 20-057 asks for (requirements class oas30). */
export function tilePaths(datasets: readonly PublicDataset[]) {
  const below = (path: string, kind: 'dataset' | 'collection', prefix: string, title: string) => {
    const more = kind === 'dataset' ? [collections] : []
    const name = (what: string): string => `${prefix}.${kind}.vector.${what}`
    return {
      [`${path}/tiles`]: get(name('getTileSetsList'), title, [...always, ...more], json('Tilesets', 'tileSets')),
      [`${path}/tiles/{tileMatrixSetId}`]: get(
        name('getTileSet'),
        title,
        [matrixSet, ...always, ...more],
        json('A tileset', 'tileSet'),
      ),
      [`${path}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}`]: get(
        name('getTile'),
        title,
        [matrixSet, ...tile, asMvt, ...more],
        mvt,
      ),
    }
  }
  const single = datasets.map(({ id, definition }) =>
    below(`/collections/${id}`, 'collection', id, definition.title.ja),
  )
  return {
    '/tileMatrixSets': get('getTileMatrixSetsList', 'The tilings', always, json('Tilings', 'tileMatrixSets')),
    '/tileMatrixSets/{tileMatrixSetId}': get(
      'getTileMatrixSet',
      'A tiling',
      [matrixSet, ...always],
      json('A tiling', 'tileMatrixSet'),
    ),
    ...below('', 'dataset', 'all', 'All collections as layers of one tile'),
    ...Object.assign({}, ...single),
  } as ReturnType<typeof below>
}

const open = (required: readonly string[]) => ({ type: 'object', required })

export const tileSchemas = {
  tileMatrixSets: open(['tileMatrixSets']),
  tileMatrixSet: open(['tileMatrices', 'crs']),
  tileSets: open(['tilesets']),
  tileSet: open(['dataType', 'crs', 'links']),
}
