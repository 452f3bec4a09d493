import { Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Row } from '../../table/check-row.ts'

/** Lines of JSON, each the texts of one row in the order of the definition's columns, packed with gzip. */
export function packRows(definition: DatasetDefinition, rows: AsyncIterable<Row> | Iterable<Row>): Readable {
  const ids = definition.columns.map(({ id }) => id)
  async function* lines(): AsyncGenerator<Buffer> {
    let waiting: string[] = []
    for await (const row of rows) {
      waiting.push(JSON.stringify(ids.map((id) => row[id] ?? '')))
      if (waiting.length === 500) {
        yield Buffer.from(`${waiting.join('\n')}\n`)
        waiting = []
      }
    }
    if (waiting.length > 0) yield Buffer.from(`${waiting.join('\n')}\n`)
  }
  return Readable.from(lines()).pipe(createGzip({ level: 6 }))
}

/** No honest row is longer: 300 columns of some thousand letters, or the outline of an area. */
const longestLine = 4 * 1024 * 1024
/** Letters of lines that are handed on together: rows with outlines are few at a time. */
const mostLetters = 8 * 1024 * 1024

/** The rows of a packed file, in lists of up to `size` and some megabytes, without ever holding the whole of it unpacked. Throws on a broken file. */
export async function* unpackRows(packed: Buffer, size: number): AsyncGenerator<readonly (readonly string[])[]> {
  let rest = ''
  let rows: string[][] = []
  let letters = 0
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of Readable.from([packed]).pipe(createGunzip()) as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw new Error('A line of the file of rows is too long.')
    for (const line of lines) {
      rows.push(JSON.parse(line) as string[])
      letters += line.length
      if (rows.length >= size || letters >= mostLetters) {
        yield rows
        rows = []
        letters = 0
      }
    }
  }
  if (rest !== '') throw new Error('The file of rows broke off.')
  if (rows.length > 0) yield rows
}
