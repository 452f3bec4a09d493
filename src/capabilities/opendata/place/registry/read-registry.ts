import { isInJapan, type Position } from '../../../../civic/geo.ts'
import { CsvBroken, csvLines } from '../../../../platform/tabular/read-csv.ts'
import { fromTokyoDatum } from '../../table/check-place.ts'
import { townKey } from '../address-key.ts'
import type { PlaceLevel } from '../geocode.ts'
import { registryColumns } from './column-names.ts'

/** A point of the address base registry. */
export interface RegistryPoint {
  readonly town: string
  /** `10-2`; empty for the town itself. */
  readonly number: string
  readonly level: PlaceLevel
  readonly place: Position
}

/** What is known of one entry: its name out of a master file, its place out of the file of places (位置参照拡張). */
interface Entry {
  machiaza: string
  level: PlaceLevel
  town?: string
  number?: string
  place?: Position
}

/**
 * Reads files of the アドレス・ベース・レジストリ (町字, 住居表示-街区, 住居表示-住居, 地番; each as master and as 位置参照拡張) of one city, in
 * any order and of any of its editions. They are known by their columns, never by their names. Rows of other cities and abolished ones are
 * passed over; a town that is there twice, with 住居表示 and without, is one.
 */
export class RegistryReader {
  readonly #entries = new Map<string, Entry>()
  /** Files that were no part of the registry. */
  readonly unknown: string[] = []

  constructor(readonly cityCode: string) {}

  read(name: string, text: string): void {
    try {
      this.#readLines(name, text)
    } catch (error) {
      if (!(error instanceof CsvBroken)) throw error
      this.unknown.push(name)
    }
  }

  #readLines(name: string, text: string): void {
    let columns: ReadonlyMap<string, number> | undefined
    for (const { cells } of csvLines(text, ',', { columns: 100, cell: 2000 })) {
      if (columns === undefined) {
        columns = registryColumns(cells)
        if (!columns.has('lg_code') || !columns.has('machiaza_id')) {
          this.unknown.push(name)
          return
        }
        continue
      }
      const at = columns
      this.#take((column) => cells[at.get(column) ?? -1]?.trim() ?? '', at)
    }
    if (columns === undefined) this.unknown.push(name)
  }

  *points(): Generator<RegistryPoint> {
    for (const { machiaza, level, town, number = '', place } of this.#entries.values()) {
      const name = town ?? this.#entries.get(machiaza)?.town
      if (place === undefined || name === undefined || (level !== 'town' && number === '')) continue
      yield { town: townKey(name), number, level, place }
    }
  }

  #take(cell: (column: string) => string, columns: ReadonlyMap<string, number>): void {
    // 9999 in some editions: not abolished.
    if (cell('lg_code') !== this.cityCode || /^[^9]/.test(cell('ablt_date'))) return
    const machiaza = cell('machiaza_id')
    const [block, house, house2, parcel] = ['blk_id', 'rsdt_id', 'rsdt2_id', 'prc_id'].map(cell)
    const level = columns.has('prc_id') || columns.has('rsdt_id') ? 'house' : columns.has('blk_id') ? 'block' : 'town'
    const id =
      level === 'town' ? machiaza : [machiaza, parcel === '' ? `b${block}` : `p${parcel}`, house, house2].join(' ')
    const entry: Entry = this.#entries.get(id) ?? { machiaza, level }
    const town = cell('oaza_cho') + cell('chome') + cell('koaza')
    if (town !== '') entry.town = town
    const number = columns.has('prc_num1')
      ? ['prc_num1', 'prc_num2', 'prc_num3']
      : columns.has('rsdt_num')
        ? ['blk_num', 'rsdt_num', 'rsdt_num2']
        : columns.has('blk_num')
          ? ['blk_num']
          : []
    if (number.length > 0)
      entry.number = number
        .map(cell)
        .filter((part) => part !== '')
        .join('-')
    const written: Position = [Number(cell('rep_lon')), Number(cell('rep_lat'))]
    // JGD2000 (4612) and JGD2011 (6668) differ by less than the registry is exact; the old datum does not.
    const place = cell('rep_srid').endsWith('4301') ? fromTokyoDatum(written) : written
    if (columns.has('rep_lat') && isInJapan(place)) entry.place = place
    this.#entries.set(id, entry)
  }
}
