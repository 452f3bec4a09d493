import { gunzipSync } from 'node:zlib'
import type { Context } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import { beginAnswer } from '../files/open-answer.ts'
import type { TileAddress } from './tile-grid.ts'
import type { TileServer } from './tile-server.ts'
import { lastChange, tagOfLayers } from './tile-sets.ts'

export const vectorTile = 'application/vnd.mapbox-vector-tile'

/** Answers with a tile: 304 without looking at the data when the client's is still good, 204 where no place is. */
export async function sendTile(
  c: Context<WebEnv>,
  server: TileServer,
  datasets: readonly PublicDataset[],
  tile: TileAddress,
): Promise<Response> {
  const state = tagOfLayers(datasets)
  const early = beginAnswer(c, {
    tag: `tile-${tile.z}-${tile.x}-${tile.y}-${state}`,
    modified: lastChange(datasets),
    mediaType: vectorTile,
  })
  // An address that holds the state of the data never means anything else.
  if (c.req.query('v') === state) c.header('cache-control', 'public, max-age=604800, immutable')
  if (early) return early
  const packed = await server.tile(c.get('city').id, datasets, tile)
  c.header('vary', 'accept-encoding')
  if (packed === undefined) {
    c.header('content-type', undefined)
    return c.body(null, 204)
  }
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(new Uint8Array(gunzipSync(packed)))
  c.header('content-encoding', 'gzip')
  return c.body(new Uint8Array(packed))
}
