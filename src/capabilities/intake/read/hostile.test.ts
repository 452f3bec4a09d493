import { describe, expect, it } from 'vitest'
import { shippedManifest } from '../test-support/repository.ts'
import { type ZipChanges, zipOf } from '../test-support/zip.ts'
import { csvLimits, csvLines } from './csv.ts'
import { decode } from './encoding.ts'
import { readRaw } from './raw.ts'
import { FileRefused } from './refusal.ts'
import { refusalSentence } from './refusals.ja.ts'
import { readXml } from './xml.ts'
import { readZip } from './zip.ts'

/** The sentence with which a file is refused. */
function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof FileRefused) return `${error.code}: ${refusalSentence(error)}`
    throw error
  }
  return 'taken'
}

const items = '項目ID,項目名,値\r\nI1,到達日時,2026-11-20\r\nI2,手続ID,妊娠の届出\r\n'
const package_ = (files: readonly (readonly [string, Buffer | string])[], changes: ZipChanges = {}) =>
  refusal(() => [...readRaw(shippedManifest('pittari'), zipOf(files, changes))])

describe('a hostile package is refused with a sentence', () => {
  it.each<[string, string, () => string]>([
    ['no ZIP', 'not-a-zip', () => refusal(() => readZip(Buffer.from('%PDF-1.7 and more than twenty-two bytes')))],
    ['cut off', 'zip-damaged', () => refusal(() => readZip(zipOf([['申請データ.csv', items]]).subarray(0, 80)))],
    ['encrypted', 'zip-encrypted', () => package_([['申請データ.csv', items]], { flags: 0x801 })],
    ['a path that leads out', 'zip-path', () => package_([['../../etc/passwd.csv', items]])],
    ['an absolute path', 'zip-path', () => package_([['/etc/cron.csv', items]])],
    ['a drive of Windows', 'zip-path', () => package_([['C:\\x.csv', items]])],
    ['a turned-round name', 'zip-path', () => package_([['a\u202evsc.exe', items]])],
    [
      'two of one name',
      'zip-double',
      () =>
        package_([
          ['a.csv', items],
          ['A.CSV', items],
        ]),
    ],
    ['a link', 'zip-link', () => package_([['a.csv', items]], { attributes: 0xa1ff0000 })],
    [
      'entries in one another',
      'zip-overlap',
      () =>
        package_(
          [
            ['a.csv', items],
            ['b.pdf', 'x'],
          ],
          { overlap: true },
        ),
    ],
    [
      'a bomb that says so',
      'zip-bomb',
      () =>
        package_([
          ['a.csv', items],
          ['b.pdf', Buffer.alloc(15 * 1024 * 1024)],
        ]),
    ],
    ['a bomb that lies', 'zip-bomb', () => package_([['a.csv', Buffer.alloc(3 * 1024 * 1024)]], { size: 100 })],
    ['a damaged attachment', 'zip-damaged', () => package_([['a.csv', items]], { size: 5 * items.length })],
    ['too large', 'zip-too-large', () => package_([['a.csv', items]], { size: 30 * 1024 * 1024 })],
    ['too many files', 'zip-too-many', () => package_(Array.from({ length: 201 }, (_, n) => [`${n}.pdf`, 'x']))],
    ['an odd method', 'zip-method', () => package_([['a.csv', items]], { method: 99 })],
    ['no answers', 'values-missing', () => package_([['a.pdf', 'x']])],
    [
      'answers twice',
      'values-many',
      () =>
        package_([
          ['a.csv', items],
          ['b.csv', items],
        ]),
    ],
    ['no moment of arrival', 'header-missing', () => package_([['a.csv', '項目ID,項目名,値\r\nI1,手続ID,x\r\n']])],
    ['one id, two values', 'item-double', () => package_([['a.csv', `${items}I1,到達日時,2026-11-21\r\n`]])],
    ['other letters', 'not-utf-8', () => package_([['a.csv', Buffer.from([0x8d, 0x80, 0x96, 0xda])]])],
  ])('%s', (_, code, read) => {
    expect(read()).toMatch(new RegExp(`^${code}: .{8,}`))
  })

  it('does not stumble over names in Shift_JIS, folders and comments', () => {
    const name = Buffer.from([0x90, 0x5c, 0x90, 0xbf, 0x2e, 0x63, 0x73, 0x76])
    const zip = zipOf(
      [
        ['x', items],
        ['folder/', ''],
      ],
      { flags: 0, names: (each) => (each === 'x' ? name : Buffer.from(each)) },
    )
    expect(readZip(zip).map((entry) => [entry.name, entry.bytes().toString()])).toEqual([['申請.csv', items]])
  })
})

describe('a hostile list is refused with a sentence', () => {
  const list = (text: string | Buffer) => refusal(() => [...readRaw(shippedManifest('form-csv'), Buffer.from(text))])
  const head = '受付番号,送信日時,フォーム名'
  it.each<[string, string, string | Buffer]>([
    ['nothing', 'empty', ''],
    ['an open quote', 'quote-open', `${head}\r\n"1,2,3`],
    ['text behind a quote', 'quote-inside', `${head}\r\n"1"x,2,3`],
    ['control characters', 'control-characters', `${head}\r\n1\0,2,3`],
    ['a heading twice', 'header-double', `${head},送信日時\r\n`],
    ['an empty heading', 'header-empty', `受付番号,,送信日時\r\n`],
    ['a heading that is missing', 'header-missing', `受付番号,送信日時\r\n`],
    ['too many columns', 'too-many-columns', `${head}${','.repeat(csvLimits.columns)}`],
    ['a cell without end', 'cell-too-long', `${head}\r\n${'x'.repeat(csvLimits.cell + 1)},2,3`],
    ['more than ten thousand rows', 'too-many-rows', `${head}\r\n${'1,2,3\r\n'.repeat(csvLimits.rows + 1)}`],
    ['no text at all', 'not-shift-jis', Buffer.from([0xff, 0xfe, 0x00, 0x81])],
  ])('%s', (_, code, text) => {
    expect(list(text)).toMatch(new RegExp(`^${code}: .{8,}`))
  })

  it('reads quotes, line ends in cells, and says the line of the file', () => {
    expect([...csvLines('a,b\r\n"x ""y""\nz",2\r\n\r\n3,4')]).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x "y"\nz', '2'] },
      { line: 5, cells: ['3', '4'] },
    ])
    expect([...csvLines('a\tb\n1\t2', '\t')].at(-1)?.cells).toEqual(['1', '2'])
  })

  it('reads UTF-8 with and without a mark, and what Windows calls Shift_JIS', () => {
    expect(decode(Buffer.from('\ufeff①髙', 'utf8'), 'utf-8')).toBe('①髙')
    expect(decode(Buffer.from([0x87, 0x40, 0xfb, 0xfc]), 'shift_jis')).toBe('①髙')
    expect(decode(Buffer.from([0x87, 0x40]), 'detect')).toBe('①')
  })
})

describe('a hostile XML is refused with a sentence', () => {
  it.each([
    ['an entity of a file', 'xml-doctype', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['laughs', 'xml-doctype', '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'],
    ['an unknown entity', 'xml-broken', '<a>&nbsp;</a>'],
    ['a tag that does not close', 'xml-broken', '<a><b></a>'],
    ['two roots', 'xml-broken', '<a/><b/>'],
    ['text outside', 'xml-broken', '<a/>x'],
    ['an attribute twice', 'xml-broken', '<a b="1" b="2"/>'],
    ['a control character', 'xml-broken', '<a>&#0;</a>'],
    ['too deep', 'xml-deep', '<a>'.repeat(50)],
  ])('%s', (_, code, text) => {
    expect(refusal(() => readXml(text))).toMatch(new RegExp(`^${code}: .{8,}`))
  })

  it('reads elements, attributes, CDATA and references', () => {
    const xml = readXml('<?xml version="1.0"?><r:a x="1 &amp; 2"><!-- no --><b>&#x8239;<![CDATA[<&>]]></b><c/></r:a>')
    expect(xml.attributes.get('x')).toBe('1 & 2')
    expect(xml.children.map(({ name, text }) => [name, text])).toEqual([
      ['b', '船<&>'],
      ['c', ''],
    ])
  })
})
