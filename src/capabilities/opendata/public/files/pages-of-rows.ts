import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ShownVersion } from '../catalogue.ts'
import { readRange } from '../query/read-rows.ts'
import type { FoundRow } from '../query/row-query.ts'

/** Rows that are held at once, whatever the size of the dataset. */
const together = 2000

/** A newer version was loaded while this one was being sent: what was sent so far is not the whole. */
export class VersionGone extends Error {
  override readonly name = 'VersionGone'
}

/**
 * All rows of a version in the order of the file, some at a time. Never ends early: rows of a past version are removed while
 * others still read it, and a file that merely stopped would look complete. Throws `VersionGone` instead, which breaks the
 * connection off.
 */
export async function* pagesOfRows(
  db: Kysely<InternetDb>,
  version: Pick<ShownVersion, 'key' | 'rows'>,
  size = together,
): AsyncGenerator<readonly FoundRow[]> {
  for (let offset = 0; offset < version.rows; offset += size) {
    const rows = await readRange(db, version.key, offset, size)
    if (rows.length !== Math.min(size, version.rows - offset)) throw new VersionGone('The version is no longer whole.')
    yield rows
  }
}
