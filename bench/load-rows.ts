import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DatasetDefinition } from '../src/capabilities/opendata/language/dataset.ts'
import { usualLicence } from '../src/capabilities/opendata/office/describe/licences.ts'
import { packRows } from '../src/capabilities/opendata/public/load/row-file.ts'
import type { DatasetAbout } from '../src/capabilities/opendata/public/published.ts'
import type { Row } from '../src/capabilities/opendata/table/check-row.ts'
import type { InternetDb } from '../src/platform/database/generated/internet.ts'
import type { ZoneServices } from '../src/platform/services.ts'

export const about: DatasetAbout = {
  publisher: { code: '352128', name: '柳井市', nameEn: 'Yanai City' },
  section: { name: { ja: '総務課' }, phone: '0820-00-0011' },
  licence: usualLicence,
  source: '柳井市',
  fictional: true,
}

export interface LoadedDataset {
  readonly uuid: string
  readonly slug: string
  /** Of its version. */
  readonly key: number
  readonly seconds: number
  readonly grownMb: number
}

/** Publishes rows as a dataset that was approved, and waits until they are shown. */
export async function loadRows(
  services: ZoneServices,
  definition: DatasetDefinition,
  rows: Iterable<Row>,
  count: number,
): Promise<LoadedDataset> {
  const db = services.db.city<InternetDb>('yanai')
  const file = await services.files.put('yanai', await buffer(packRows(definition, rows)))
  const uuid = randomUUID()
  const slug = `352128-${definition.file}`
  const said = { definition: JSON.stringify(definition), about: JSON.stringify(about) }
  const at = services.clock.now()
  await db
    .insertInto('open_dataset')
    .values({ dataset_id: definition.id, uuid, slug, state: 'loading', ...said, created_at: at, modified_at: at })
    .execute()
  const before = process.memoryUsage().rss
  let most = before
  const began = performance.now()
  const { version_key: key } = await db
    .insertInto('open_version')
    .values({
      dataset_id: definition.id,
      number: 1,
      state: 'waiting',
      ...said,
      file: JSON.stringify({ ...file, key: file.key.toString('base64') }),
      row_count: count,
      changes: JSON.stringify({
        added: count,
        changed: 0,
        removed: 0,
        names: { added: [], changed: [], removed: [] },
      }),
      published_at: at,
    })
    .returning('version_key')
    .executeTakeFirstOrThrow()
  for (let shown = false; !shown; ) {
    await sleep(200)
    most = Math.max(most, process.memoryUsage().rss)
    const row = await db.selectFrom('open_version').select('state').where('version_key', '=', key).executeTakeFirst()
    shown = row?.state === 'shown'
  }
  return { uuid, slug, key, seconds: (performance.now() - began) / 1000, grownMb: (most - before) / 1024 ** 2 }
}
