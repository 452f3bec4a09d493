import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDatasetFolder } from '../language/folder.ts'
import { rowChecker } from './check-row.ts'
import { type HeaderMatch, matchHeaders } from './match-headers.ts'
import { cellsOf, rowMaker } from './to-rows.ts'

const { datasets, findings } = readDatasetFolder(path.resolve('.'))
const dataset = (id: string) => {
  const found = datasets.find((each) => each.id === id)
  if (!found) throw new Error(id)
  return found
}
const city = { code: '352128', prefecture: '山口県', municipality: '柳井市' }

/** Enough of RFC 4180 for these files. */
function table(file: string, encoding = 'utf-8'): readonly string[][] {
  const text = new TextDecoder(encoding).decode(readFileSync(path.resolve('src/capabilities/opendata/samples', file)))
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push((quoted ?? bare ?? '').replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  return rows.filter((row) => row.some((cell) => cell !== ''))
}

const unknown = (matches: readonly HeaderMatch[]) => matches.filter(({ as }) => as === 'unknown').length

test('the 14 datasets of the policy, the statistics, and those of lines and areas are without a finding', () => {
  expect(findings).toEqual([])
  expect(datasets).toHaveLength(17)
})

describe('real files are understood by their headers', () => {
  test('観光施設 of 柳井市: another name of the code column, half-width brackets, line breaks in cells', () => {
    const [headers = [], ...lines] = table('352128_tourism.csv')
    const matched = matchHeaders(headers, dataset('tourism'))
    expect(matched.edition).toBe('recommended')
    expect(unknown(matched.matches)).toBe(0)
    expect(lines).toHaveLength(18)
    const make = rowMaker(dataset('tourism'), matched.matches, city)
    const check = rowChecker(dataset('tourism'), matched.edition, city.code)
    const rows = lines.flatMap((cells) => {
      const row = make(cells)
      return row ? [check(row)] : []
    })
    expect(rows[0]?.row).toMatchObject({ code: '352128', name: '白壁の町並み', government: '山口県柳井市' })
    const free = rows[0]?.problems.find(({ column }) => column === 'fee')
    expect(free).toMatchObject({ typed: '無料', proposal: '0', sure: true })
    const again = cellsOf(dataset('tourism'), 'recommended', rows[0]?.row ?? {}, city)
    expect(again.slice(0, 6)).toEqual(['352128', '1', '山口県', '柳井市', '白壁の町並み', 'シラカベノマチナミ'])
  })

  test('観光施設 of 葛飾区 in CP932: times without a leading zero, a code with a letter', () => {
    const [headers = [], first = []] = table('131229_tourism_cp932.csv', 'shift_jis')
    const matched = matchHeaders(headers, dataset('tourism'))
    expect(unknown(matched.matches)).toBe(0)
    const row = rowMaker(dataset('tourism'), matched.matches, city)(first) ?? {}
    const { row: kept, problems } = rowChecker(dataset('tourism'), 'recommended', '131229')(row)
    expect(kept.poi_code).toBe('0803a')
    expect(problems.find(({ column }) => column === 'opens_at')).toMatchObject({ proposal: '09:00', sure: true })
  })

  test('AED of 狛江市: half-width kana are repaired, several numbers in one cell are not guessed at', () => {
    const [headers = [], first = []] = table('132195_aed.csv')
    const matched = matchHeaders(headers, dataset('aed'))
    const row = rowMaker(dataset('aed'), matched.matches, city)(first) ?? {}
    const { problems } = rowChecker(dataset('aed'), 'recommended', '132195')(row)
    expect(problems.find(({ column }) => column === 'name_kana')).toMatchObject({
      proposal: 'コマエシヤクショ',
      sure: true,
    })
  })

  test('AED of さいたま市, not in the standard: synonyms are suggestions, never certain', () => {
    const [headers = []] = table('saitama_aed_nonstandard.csv')
    const synonyms = { name: ['施設名等'], place: ['設置場所'], address: ['所在地'] }
    const { matches, absent } = matchHeaders(headers, dataset('aed'), synonyms)
    expect(matches[0]).toEqual({ as: 'column', column: 'name', certain: false })
    expect(matches[4]).toMatchObject({ column: 'lat', certain: true })
    expect(matches[2]).toEqual({ as: 'unknown' })
    expect(absent).toContain('name_kana')
  })
})

describe('every layout comes back as it went out', () => {
  test.each(datasets.map(({ id }) => id))('%s', (id) => {
    const { columns, editions } = dataset(id)
    const row = Object.fromEntries(columns.map((column, at) => [column.id, `v${at}`]))
    for (const [edition, { columns: layout }] of Object.entries(editions)) {
      const matched = matchHeaders(
        layout.map(({ header }) => header),
        dataset(id),
      )
      expect(matched.edition).toBe(edition)
      expect(unknown(matched.matches)).toBe(0)
      const back = rowMaker(dataset(id), matched.matches, city)(cellsOf(dataset(id), edition, row, city)) ?? {}
      for (const { from } of layout) if (from) expect(back[from], `${edition} ${from}`).toBe(row[from])
    }
  })
})
