import { tilesAcross } from '../src/capabilities/opendata/public/tiles/tile-grid.ts'
import type { LoadResult } from './load.ts'
import { type Loader, target } from './loader.ts'
import { type Measure, under } from './report.ts'

/** Where the rows of the bench lie. */
const bounds = [132, 33.8, 132.3, 34.1] as const
const tilesEach = 150

/**
 * Tiles of a million places, before anything else was asked of them: the low zooms that were built with the version, and the deepest zoom,
 * which is made as it is asked for; cold: each of its tiles for the first time.
 */
export async function measureTiles(loader: Loader, portal: string, dataset: string): Promise<readonly Measure[]> {
  /** Two people, each with tiles of their own, each tile once. */
  const ask = (z: number): Promise<LoadResult> =>
    loader.run({
      ...target(portal),
      connections: 2,
      seconds: 60,
      method: 'GET',
      headers: { 'accept-encoding': 'br' },
      turns: [0, 1].map((person) => pathsOf(dataset, z, person * tilesEach).map((path) => ({ path }))),
      again: false,
    })
  const cold = await ask(16)
  const warm = await ask(16)
  const stored = [await ask(10), await ask(13)]
  for (const { statuses, answered } of [cold, warm, ...stored])
    if (statuses[200] !== answered || answered !== 2 * tilesEach)
      throw new Error(`Tiles: expected only 200: ${JSON.stringify(statuses)}`)
  const waits = (name: string, ms: number): Measure => under(`a million rows, tiles ${name}: p99`, ms, 'ms', 100)
  return [
    waits('of zoom 16, for the first time', cold.p99),
    waits('of zoom 16, again', warm.p99),
    waits('of zoom 10 and 13, built before', Math.max(...stored.map(({ p99 }) => p99))),
  ]
}

/** Spread over the city, the same in each run. */
function pathsOf(dataset: string, z: number, from: number): readonly string[] {
  const { minX, maxX, minY, maxY } = tilesAcross(bounds, z)
  return Array.from({ length: tilesEach }, (_, at) => {
    const turned = Math.imul(from + at + 1, 0x9e3779b1) >>> 0
    const [x, y] = [minX + (turned % (maxX - minX + 1)), minY + ((turned >>> 12) % (maxY - minY + 1))]
    return `/tiles/${dataset}/${z}/${x}/${y}.mvt`
  })
}
