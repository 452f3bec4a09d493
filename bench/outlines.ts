import { readDatasetFolder } from '../src/capabilities/opendata/language/folder.ts'
import { indexAt, toWorld } from '../src/capabilities/opendata/public/tiles/tile-grid.ts'
import type { Row } from '../src/capabilities/opendata/table/check-row.ts'
import type { ZoneServices } from '../src/platform/services.ts'
import type { LoadResult } from './load.ts'
import { loadRows } from './load-rows.ts'
import { renamed } from './open-data-rows.ts'
import { type Measure, type Progress, twice, under } from './report.ts'

const areas = 200
const places = 10_000
/** On a grid of so many beside each other. */
const across = 25

/** Areas with long outlines, as coasts and flood zones have them. */
export async function measureOutlines(
  services: ZoneServices,
  rootDir: string,
  get: (paths: readonly string[]) => Promise<LoadResult>,
  { say, add }: Progress,
): Promise<void> {
  const like = readDatasetFolder(rootDir).datasets.find(({ id }) => id === 'walking-course')
  if (like === undefined) throw new Error('There is no dataset walking-course.')
  const definition = renamed(like, 'bench-outlines', '長い輪郭')
  say(`loading ${areas} areas of ${places} places`)
  const { slug, seconds, grownMb } = await loadRows(services, definition, outlines(), areas)
  add([
    under(`${areas} areas of ${places} places, load`, seconds, 's', 240),
    under(`${areas} areas of ${places} places, load: memory grown`, grownMb, 'MB', 250),
  ])
  const items = '/ogc/collections/bench-outlines/items?f=json'
  const questions: Readonly<Record<string, readonly string[]>> = {
    'a box with four of them at its border': [`${items}&limit=1&bbox=132.004,33.904,132.009,33.909`],
    'a box with fifty at its border': [`${items}&limit=1&bbox=131.9,33.904,132.4,33.911`],
    'tiles of zoom 12 and 16': [tileAt(12), tileAt(16)],
    'a page of features, as long as it may be': [`${items}&limit=200`],
    'page for people': [`/dataset/${slug}`],
  }
  for (const [name, paths] of Object.entries(questions)) add(await twice(async () => waits(name, await get(paths))))
}

/** In the midst of them, at the edge of one. */
function tileAt(z: number): string {
  const [x, y] = toWorld(132.055, 33.9).map((at) => indexAt(at, z))
  return `/tiles/bench-outlines/${z}/${x}/${y}.mvt`
}

/** Nobody else is answered meanwhile: long enough to be noticed, not to be feared. */
const longestWait = 1000

function waits(name: string, { p99, statuses, answered }: LoadResult): readonly Measure[] {
  if (statuses[200] !== answered) throw new Error(`${name}: expected only 200: ${JSON.stringify(statuses)}`)
  return [under(`long outlines, ${name}: p99`, p99, 'ms', longestWait)]
}

/** Stars with many small points, each overlapping its neighbours a little. */
function* outlines(): Generator<Row> {
  for (let at = 0; at < areas; at += 1) {
    const [lon, lat] = [132 + (at % across) / 100, 33.9 + Math.floor(at / across) / 100]
    const ring = Array.from({ length: places }, (_, n) => {
      const turn = (n / (places - 1)) * 2 * Math.PI
      const far = n === 0 || n === places - 1 ? 0.0055 : 0.005 + ((n * 7919) % 1000) / 1e6
      return `${(lon + far * Math.cos(turn)).toFixed(6)} ${(lat + far * Math.sin(turn)).toFixed(6)}`
    })
    yield { id: `A${at}`, name: `区域${at}`, shape: `POLYGON ((${[...ring.slice(0, -1), ring[0]].join(', ')}))` }
  }
}
