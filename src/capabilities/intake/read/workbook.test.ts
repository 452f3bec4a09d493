import { expect, test } from 'vitest'
import { writeXlsx } from '../../../platform/tabular/xlsx/write-xlsx.ts'
import type { Manifest } from '../manifest/schema.ts'
import { readRaw } from './raw.ts'
import type { FileRefused } from './refusal.ts'
import { workbookAsList } from './workbook.ts'

const manifest = {
  container: { kind: 'csv', encoding: 'shift_jis' },
  number: { column: '受付番号' },
  arrivedAt: { column: '送信日時' },
} as unknown as Manifest

async function workbook(sheets: Parameters<typeof writeXlsx>[0]): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx(sheets)) pieces.push(piece)
  return Buffer.concat(pieces)
}
const sheet = (name: string, headers: string[], rows: string[][]) => ({ name, headers, rows })
const read = async (bytes: Buffer) => {
  const list = await workbookAsList(manifest, bytes)
  return [...readRaw(list.manifest, list.bytes)]
}
const refused = (bytes: Buffer) =>
  read(bytes).then(
    () => 'taken',
    ({ code }: FileRefused) => code,
  )

test('a workbook is read as the same list in CSV, whatever encoding the CSV has', async () => {
  const rows = await read(
    await workbook([
      sheet(
        '回答',
        ['受付番号', '送信日時', '名前', '備考'],
        [
          ['0001', '2026-11-20 09:00', '葛󠄀城', '「,」と"と\n改行'],
          ['0002', '2026-11-20 09:01', '=1+1', ''],
        ],
      ),
    ]),
  )
  expect(rows.map(({ cells }) => Object.fromEntries(cells))).toEqual([
    { 受付番号: '0001', 送信日時: '2026-11-20 09:00', 名前: '葛󠄀城', 備考: '「,」と"と\n改行' },
    { 受付番号: '0002', 送信日時: '2026-11-20 09:01', 名前: '=1+1', 備考: '' },
  ])
  expect(rows.some(({ uneven }) => uneven !== undefined)).toBe(false)
})

test('what is no list is refused with its reason', async () => {
  const two = ['甲', '乙'].map((name) => sheet(name, ['受付番号', '送信日時'], [['1', '2']]))
  expect(await refused(await workbook(two))).toBe('xlsx-sheets')
  expect(await refused(await workbook([sheet('甲', ['番号'], [['1']])]))).toBe('header-missing')
  expect(await refused(Buffer.from('PK\x03\x04 no workbook', 'latin1'))).toBe('xlsx-damaged')
  expect(await refused(Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'))).toBe('xlsx-old')
})
