import type { DatasetDefinition } from '../src/capabilities/opendata/language/dataset.ts'
import type { Row } from '../src/capabilities/opendata/table/check-row.ts'

/** Sits in so many of a hundred rows. */
export const cisternsInHundred = 14

/**
 * Rows of a large city's hydrants: an id of their own, 400 towns, places all over the city. The same in each run: what looks random comes from the
 * number of the row.
 */
export function* hydrants(count: number): Generator<Row> {
  for (let at = 0; at < count; at += 1) {
    const turned = Math.imul(at + 1, 0x9e3779b1) >>> 0
    const town = turned % 400
    yield {
      code: '352128',
      id: `H${String(at + 1).padStart(8, '0')}`,
      type: turned % 100 < cisternsInHundred ? '防火水そう' : '消火栓',
      address: `山口県柳井市${towns[town % towns.length]}${Math.floor(town / towns.length) + 1}丁目${(turned >>> 9) % 40}番${(turned >>> 14) % 20}号`,
      lat: (33.8 + ((turned >>> 3) % 300_000) / 1e6).toFixed(6),
      lon: (132 + ((Math.imul(turned, 0x85ebca6b) >>> 0) % 300_000) / 1e6).toFixed(6),
      diameter: String(75 + (turned % 8) * 25),
      ...(turned % 50 === 0 ? { note: `点検済み${turned % 12}月` } : {}),
    }
  }
}

const towns = ['柳井', '新庄', '余田', '古開作', '伊陸', '日積', '伊保庄', '阿月', '平郡', '神代', '大畠', '遠崎']

/** A dataset of the same shape under another name. */
export function renamed(definition: DatasetDefinition, id: string, title: string): DatasetDefinition {
  return { ...definition, id, file: id.replaceAll('-', '_'), title: { ...definition.title, ja: title } }
}
