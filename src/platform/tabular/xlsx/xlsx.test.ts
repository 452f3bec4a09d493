import { describe, expect, test } from 'vitest'
import { writeZip } from '../zip/write-zip.ts'
import { usualXlsxLimits, type XlsxLimits } from './limits.ts'
import { openXlsx } from './read-xlsx.ts'
import type { XlsxCell } from './write-cell.ts'
import { type NewSheet, writeXlsx } from './write-xlsx.ts'
import { XlsxBroken } from './xlsx-broken.ts'

const relations = (list: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`
const relation = (id: string, type: string, target: string, more = '') =>
  `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}" ${more}/>`

/** A workbook written by hand, as Excel and others write them. */
async function workbook(
  sheet: string,
  { strings = '', styles = '', book = '', more = [] as [string, string][] } = {},
): Promise<Buffer> {
  const parts: [string, string][] = [
    ['_rels/.rels', relations(relation('a', 'officeDocument', '/xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `<?xml version="1.0"?><x:workbook xmlns:x="m" xmlns:r="r">${book}<x:sheets><x:sheet name="一覧" sheetId="1" r:id="s1"/></x:sheets></x:workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        relation('s1', 'worksheet', 'worksheets/Sheet1.xml') +
          relation('s2', 'styles', 'styles.xml') +
          relation('s3', 'sharedStrings', '/xl/sharedStrings.xml') +
          relation('s4', 'externalLink', 'file:///etc/passwd', 'TargetMode="External"'),
      ),
    ],
    ['xl/worksheets/sheet1.xml', `<worksheet>${sheet}</worksheet>`],
    ['xl/styles.xml', `<styleSheet>${styles}</styleSheet>`],
    ['xl/sharedStrings.xml', `<sst>${strings}</sst>`],
    ...more,
  ]
  return gathered(writeZip(parts.map(([name, content]) => ({ name, content: [content] }))))
}

async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

async function rows(file: Buffer, limits: XlsxLimits = usualXlsxLimits, sheet = 0) {
  const all: [number, ...string[]][] = []
  for await (const { line, cells } of (await openXlsx(file, limits))[sheet]?.rows() ?? []) all.push([line, ...cells])
  return all
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    await reading
  } catch (error) {
    if (error instanceof XlsxBroken) return error.code
    throw error
  }
  return 'taken'
}

const styles = `<numFmts><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="#,##0&quot;日&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="57"/><xf numFmtId="167"/></cellXfs>`

describe('a workbook is read as people see it', () => {
  test('shared texts without furigana, rich text, dates in eras, times, leading zeros, formulas, merged cells', async () => {
    const file = await workbook(
      `<cols><col min="3" max="3" hidden="1"/></cols><sheetData>
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="9"/></row>
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>46356</v></c><c r="C2" s="2"><v>0.375</v></c><c r="D2" s="3"><v>92011</v></c><c r="E2" s="4"><v>1.5</v></c><c r="F2" s="5"><v>46356.5</v></c><c r="G2" s="6"><v>46356</v></c><c r="H2" s="7"><v>1234</v></c></row>
      <row r="4"/><row r="5"><c r="A5"><f>B5*2</f><v>0.10000000000000001</v></c><c r="B5"><v>7000012050002</v></c><c r="C5" t="str"><f>"a"</f><v>a&amp;b</v></c><c r="D5" t="b"><v>1</v></c><c r="E5" t="e"><v>#N/A</v></c><c t="inlineStr"><is><r><t>x</t></r><r><t xml:space="preserve"> y_x000D_</t></r></is></c><c r="G5"><v>1E-7</v></c></row>
      <row r="6"><c r="B6"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A5:A7"/></mergeCells>`,
      {
        styles,
        strings:
          '<si><r><t>柳井</t></r><r><rPr/><t>市</t></r></si><si><t>白壁</t><rPh sb="0" eb="2"><t>シラカベ</t></rPh><phoneticPr/></si>',
      },
    )
    expect(await rows(file)).toEqual([
      [1, '柳井市', '柳井市', '柳井市'],
      [2, '白壁', '2026-11-30', '09:00', '092011', '36:00', '2026-11-30 12:00', '2026-11-30', '1234'],
      [5, '0.1', '7000012050002', 'a&b', 'TRUE', '#N/A', 'x y\r', '0.0000001'],
      [6, '0.1', '3'],
    ])
    const [sheet] = await openXlsx(file)
    expect(await sheet?.hiddenColumns()).toEqual([2])
    const macs = await workbook('<sheetData><row><c s="6"><v>44894</v></c><c s="6"><v>-1</v></c></row></sheetData>', {
      styles,
      book: '<x:workbookPr date1904="1"/>',
    })
    expect(await rows(macs)).toEqual([[1, '2026-11-30', '-1']])
  })

  test('what is written comes back, and no cell of it can run', async () => {
    const headers = ['名称', '=HYPERLINK("http://x")', '数', '日']
    const lines: XlsxCell[][] = [
      ["=cmd|'/c calc'!A1", '+81', 12.5, { date: '2026-11-30' }],
      ['@SUM(A1)\tx', '<b>&amp;_x0041_\u0001', null, { date: '1868-01-25' }],
      ['改行\r\nあり', '0012', Number.NaN, ''],
    ]
    const file = await gathered(
      writeXlsx([
        { name: '観光[施設]', headers, rows: lines },
        { name: '観光_施設_', headers: [], rows: [] },
      ]),
    )
    expect(await rows(file)).toEqual([
      [1, ...headers],
      [2, "=cmd|'/c calc'!A1", '+81', '12.5', '2026-11-30'],
      [3, '@SUM(A1)\tx', '<b>&amp;_x0041_\u0001', '', '1868-01-25'],
      [4, '改行\nあり', '0012', 'NaN'],
    ])
    const sheets = await openXlsx(file)
    expect(sheets.map(({ name }) => name)).toEqual(['観光_施設_', '観光_施設_ (2)'])
    expect(await refusal(gathered(writeXlsx([{ name: '', headers: ['a'], rows: [] }])).then(openXlsx))).toBe('taken')
  })

  test('whoever stops reading lets go of the rows', async () => {
    let closed = false
    const endless: NewSheet['rows'] = (async function* () {
      try {
        for (let n = 0; ; n += 1) yield [Math.sin(n)]
      } finally {
        closed = true
      }
    })()
    let bytes = 0
    for await (const piece of writeXlsx([{ name: 'x', headers: ['a'], rows: endless }])) {
      bytes += piece.length
      if (bytes > 100_000) break
    }
    expect(closed).toBe(true)
  })
})

describe('a hostile or broken workbook is refused', () => {
  const row = (cells: string) => `<sheetData><row r="1">${cells}</row></sheetData>`
  const small = { ...usualXlsxLimits, cell: 50, columns: 10, rows: 3, strings: 200, unpacked: 2 * 1024 * 1024 }
  test.each<[string, string, () => Promise<Buffer>]>([
    [
      'an entity of a file',
      'xml-doctype',
      () =>
        workbook(row('<c t="inlineStr"><is><t>&x;</t></is></c>'), {
          more: [['xl/a.xml', '']],
          strings: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        }),
    ],
    ['an entity nobody declared', 'xml-broken', () => workbook(row('<c t="inlineStr"><is><t>&x;</t></is></c>'))],
    ['a sheet that breaks off', 'xml-broken', () => workbook('<sheetData><row><c>')],
    ['a text that is not there', 'xlsx-damaged', () => workbook(row('<c t="s"><v>7</v></c>'))],
    ['rows out of order', 'xlsx-damaged', () => workbook('<sheetData><row r="2"/><row r="1"/></sheetData>')],
    ['a column far out', 'too-many-columns', () => workbook(row('<c r="XFD1"><v>1</v></c>'))],
    ['a cell without end', 'cell-too-long', () => workbook(row(`<c t="str"><v>${'x'.repeat(60)}</v></c>`))],
    ['texts without end', 'too-many-strings', () => workbook('', { strings: '<si><t/></si>'.repeat(100) })],
    [
      'rows without end',
      'too-many-rows',
      () => workbook(`<sheetData>${'<row><c><v>1</v></c></row>'.repeat(4)}</sheetData>`),
    ],
    ['depth without end', 'xml-deep', () => workbook('<a>'.repeat(60))],
    ['a bomb', 'zip-bomb', () => workbook('', { more: [['xl/media/x.bin', '0'.repeat(1_900_000)]] })],
    ['a part too large', 'zip-too-large', () => workbook('', { more: [['xl/media/x.bin', '0'.repeat(2_200_000)]] })],
    ['another kind of package', 'not-xlsx', () => gathered(writeZip([{ name: 'content.xml', content: ['<a/>'] }]))],
    ['no package', 'not-a-zip', async () => Buffer.from('名称,住所\r\n柳井市役所,柳井市南町\r\n')],
    ['a package cut off', 'zip-damaged', async () => (await workbook(row(''))).subarray(0, 600)],
    ['the format of before 2007', 'xlsx-old', async () => Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex')],
    [
      'a password',
      'xlsx-encrypted',
      async () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
  ])('%s', async (_, code, file) => {
    expect(await refusal(file().then((bytes) => rows(bytes, small)))).toBe(code)
  })

  test('a merged area as large as the sheet fills rows that have something, and nothing else', async () => {
    const file = await workbook(
      `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="9"/></sheetData><mergeCells><mergeCell ref="A1:C1048576"/></mergeCells>`,
    )
    expect(await rows(file, small)).toEqual([[1, '1', '1', '1']])
  })
})
