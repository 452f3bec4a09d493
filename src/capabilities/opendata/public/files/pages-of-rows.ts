import { setImmediate as turn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { ShownVersion } from '../catalogue.ts'
import { type JoinedRows, readCells, readJoined, readRange, type Source } from '../query/read-rows.ts'
import type { FoundRow } from '../query/row-query.ts'

/** Rows that are held at once, whatever the size of the dataset; as many again are on their way. */
const together = 2000

/** A newer version was loaded while this one was being sent: what was sent so far is not the whole. */
export class VersionGone extends Error {
  override readonly name = 'VersionGone'
}

type Version = Pick<ShownVersion, 'key' | 'rows'>

/** Outlines are long: rows with them are held few at a time. */
export function rowsTogether({ geometry }: DatasetDefinition): number {
  return geometry?.shape === undefined ? together : together / 100
}

/** The same of rows that stay bytes: more of them at once, so that PostgreSQL waits less often. */
export function linesTogether(definition: DatasetDefinition): number {
  return definition.geometry?.shape === undefined ? together * 2 : rowsTogether(definition)
}

/** All rows of a version in the order of the file, some at a time. */
export function pagesOfRows(
  db: Kysely<InternetDb>,
  version: Version,
  size = together,
): AsyncGenerator<readonly FoundRow[]> {
  return pagesOf(
    version,
    size,
    (rows) => rows.length,
    (offset, limit) => readRange(db, version.key, offset, limit),
  )
}

/** The same without names and places of the rows: twice as fast. */
export function pagesOfCells(
  db: Kysely<InternetDb>,
  version: Version,
  size = together,
): AsyncGenerator<readonly Pick<FoundRow, 'cells'>[]> {
  return pagesOf(
    version,
    size,
    (rows) => rows.length,
    (offset, limit) => readCells(db, version.key, offset, limit),
  )
}

/** The same in the columns of a file, already put together. */
export function pagesOfText(
  db: Kysely<InternetDb>,
  version: Version,
  sources: readonly Source[],
  size: number,
): AsyncGenerator<JoinedRows> {
  return pagesOf(
    version,
    size,
    ({ count }) => count,
    (offset, limit) => readJoined(db, version.key, sources, offset, limit),
  )
}

/**
 * Never ends early: rows of a past version are removed while others still read it, and a file that merely stopped would look complete. Throws
 * `VersionGone` instead, which breaks the connection off. The next page is read while this one is being sent.
 */
async function* pagesOf<Page>(
  version: Version,
  size: number,
  countOf: (page: Page) => number,
  read: (offset: number, limit: number) => Promise<Page>,
): AsyncGenerator<Page> {
  const begin = (offset: number): Promise<Page> => {
    const reading = read(offset, size)
    // Whoever stops in the middle does not wait for it any more.
    reading.catch(() => {})
    return reading
  }
  let coming = version.rows === 0 ? undefined : begin(0)
  for (let offset = 0; coming !== undefined; offset += size) {
    const page = await coming
    if (countOf(page) !== Math.min(size, version.rows - offset))
      throw new VersionGone('The version is no longer whole.')
    coming = offset + size < version.rows ? begin(offset + size) : undefined
    // The question is on its way before this page is worked on, so that PostgreSQL does not wait for it.
    await turn()
    yield page
  }
}
