import { type Kysely, sql } from 'kysely'
import { meetsBox } from '../../../../civic/shapes/meet.ts'
import type { Shape } from '../../../../civic/shapes/shape.ts'
import { readWkt } from '../../../../civic/shapes/wkt.ts'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { Bounds } from '../published.ts'

/** Shapes whose text is held at once: of 10,000 places each they take 30 ms, and others are answered before the next. */
const together = 20

/** Of these rows (from 0) those whose shape meets the box. */
export async function meetingRows(
  db: Kysely<InternetDb>,
  versionKey: number,
  column: string,
  rows: readonly number[],
  bounds: Bounds,
): Promise<readonly number[]> {
  const found: number[] = []
  for (let from = 0; from < rows.length; from += together) {
    const part = rows.slice(from, from + together)
    for (const { at, shape } of await readShapes(db, versionKey, column, part))
      if (meetsBox(shape, bounds)) found.push(at)
  }
  return found
}

async function readShapes(
  db: Kysely<InternetDb>,
  versionKey: number,
  column: string,
  rows: readonly number[],
): Promise<readonly { readonly at: number; readonly shape: Shape }[]> {
  const { rows: read } = await sql<{ at: number; text: string | null }>`
    select row_no - 1 as at, cells ->> ${column} as text from open_row
    where version_key = ${versionKey} and row_no = any(${rows.map((at) => at + 1)}::integer[])`.execute(db)
  return read.flatMap(({ at, text }) => {
    const shape = text === null ? undefined : readWkt(text)
    return shape === undefined ? [] : [{ at, shape }]
  })
}
