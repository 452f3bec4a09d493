import { sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { inOnePiece } from '../../../../platform/database/run-text.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { outputType } from '../../values/kinds.ts'
import { rowsOfPiece } from '../query/look-up.ts'
import type { SegmentIndex } from './segment.ts'

/** Postings and their bytes that go to PostgreSQL in one statement. */
const mostTogether = 4000
const mostBytes = 2 * 1024 * 1024

/** Writes what a segment's rows are found by. */
export async function writeSegment(
  trx: Transaction<InternetDb>,
  versionKey: number,
  { segment, postings, places }: SegmentIndex,
): Promise<void> {
  let terms: string[] = []
  let pieces: Buffer[] = []
  let bytes = 0
  const write = async (): Promise<void> => {
    const piece = inOnePiece(pieces)
    await sql`insert into open_posting (version_key, term, segment, rows)
      select ${versionKey}, t.term, ${segment}, coalesce(piece_of(${piece.bytes}, ${piece.cuts}::integer[], t.at::integer), '')
      from unnest(${`{${terms.join(',')}}`}::bigint[]) with ordinality as t (term, at)`.execute(trx)
    terms = []
    pieces = []
    bytes = 0
  }
  for (const { term, rows } of postings) {
    terms.push(term)
    pieces.push(rows)
    bytes += rows.length
    if (terms.length >= mostTogether || bytes >= mostBytes) await write()
  }
  if (terms.length > 0) await write()
  if (places === undefined) return
  const { points, shape = null } = places
  const [west, south, east, north] = places.bounds
  await trx
    .insertInto('open_place')
    .values({ version_key: versionKey, segment, west, south, east, north, points, shape })
    .execute()
}

/**
 * Writes the order of the rows for each column that has values. PostgreSQL sorts, outside of this process and on its disk where the memory it
 * may use is not enough. Numbers compare as numbers; what is none in such a column comes after them. Where the value changes the highest
 * bit of the row's number is set.
 */
export async function writeOrders(
  trx: Transaction<InternetDb>,
  versionKey: number,
  columns: DatasetDefinition['columns'],
): Promise<void> {
  await sql`set local work_mem = '64MB'`.execute(trx)
  for (const { id, kind } of columns) {
    // Shapes have no order.
    if (kind === 'shape') continue
    const numeric = ['integer', 'number'].includes(outputType(kind))
    // Equal numbers are equal however they are written: only the order of the file stands behind them.
    const number = sql`value ~ '^[+-]?[0-9]+([.][0-9]+)?$'`
    const [value, text] = numeric
      ? [sql`case when ${number} then value::numeric end`, sql`case when not ${number} then value end`]
      : [sql`null::numeric`, sql`value`]
    await sql`insert into open_order (version_key, column_id, piece, rows)
      select ${versionKey}, ${id}, at / ${sql.lit(rowsOfPiece)},
        string_agg(int4send(case when changes then row_no - 2147483648 else row_no end::integer), '' order by at) from (
        select row_no, (row_number() over sorted - 1)::integer as at,
          number is distinct from lag(number) over sorted or word is distinct from lag(word) over sorted as changes
        from (
          select row_no, ${value} as number, ${text} as word from (
            select row_no, cells ->> ${id} as value from open_row where version_key = ${versionKey}
          ) as cell where value is not null
        ) as read window sorted as (order by number nulls last, word, row_no)
      ) as sorted group by 3`.execute(trx)
  }
}
