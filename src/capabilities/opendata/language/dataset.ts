import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { ValueKindName } from '../values/kinds.ts'

/** How badly a column is needed: 掲載区分 ◎ 必須, ○ 推奨, blank 任意. */
export const needs = ['required', 'recommended', 'optional'] as const
export type Need = (typeof needs)[number]

/** How often the city means to renew a dataset; the words of the EU authority table "frequency" in lower case. */
export const frequencies = [
  'continuous',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'annual',
  'irregular',
  'never',
] as const
export type Frequency = (typeof frequencies)[number]

/** Where rows come from that the system knows itself; such rows are never typed. */
export const derivations = ['facilities', 'events', 'procedure-statistics', 'open-data-list'] as const
export type Derivation = (typeof derivations)[number]

/** A dataset as `catalog/datasets/<id>.yaml` describes it, or as a clerk made it from a file. */
export interface DatasetDefinition {
  readonly schema: 1
  /** `aed`, `public-toilet`: part of addresses, never changed. */
  readonly id: string
  /** The word of file names of the national standard: `352128_<file>.csv`. */
  readonly file: string
  readonly title: LocalText
  /** What it is, in one sentence. */
  readonly summary: LocalText
  /** What it can be used for, a sentence each. */
  readonly uses?: readonly LocalText[]
  /** 分類, one of the 17 of オープンデータ一覧. */
  readonly category: string
  /** Id in `_topics.yaml`. */
  readonly topic: string
  readonly keywords: readonly string[]
  readonly update: Frequency
  /** Id of the section that maintains it. */
  readonly owner: string
  /** Produced from what the system knows, and renewed when that changes; absent: maintained from files. */
  readonly derived?: Derivation
  /** Columns that hold the place of a row, a point or a shape; absent: rows are not places. */
  readonly geometry?: PointColumns | ShapeColumn
  /** Columns that together name a row and stay the same from version to version. */
  readonly key: readonly string[]
  /** Column that people call a row by. */
  readonly label?: string
  /** Rows count people by day and area: the page draws a pyramid and the trend. */
  readonly population?: PopulationColumns
  /** In the order of the newest edition. */
  readonly columns: readonly Column[]
  readonly checks: readonly RowCheck[]
  /** Layouts in which the dataset is taken in and given out; `standard` is always there. */
  readonly editions: Readonly<Record<string, Edition>>
  /** Other headers seen in real files → column. */
  readonly aliases: Readonly<Record<string, string>>
}

export interface Column {
  /** Name in JSON, GeoJSON and the APIs: `[a-z][a-z0-9_]*`, never reused for another meaning. */
  readonly id: string
  /** 項目名: the header in the newest edition. */
  readonly title: string
  readonly kind: ValueKindName
  readonly need: Need
  /** Values that are allowed: `choice` and `multi`. Open where absent. */
  readonly values?: readonly string[]
  readonly min?: number
  readonly max?: number
  /** Number of digits of kind `digits`. */
  readonly digits?: number
  readonly unit?: string
  /** What a person could be recognised by here: such a cell is pointed out before it is published. */
  readonly personal?: 'name'
}

export interface PointColumns {
  readonly lat: string
  readonly lon: string
  readonly shape?: undefined
}

/** A column of kind `shape`: rows are lines or areas. */
export interface ShapeColumn {
  readonly shape: string
  readonly lat?: undefined
  readonly lon?: undefined
}

/** Columns of a dataset that counts people. */
export interface PopulationColumns {
  readonly day: string
  readonly area: string
  readonly total: string
  /** The youngest first; the last one is open to above. */
  readonly bands: readonly AgeBand[]
}

export interface AgeBand {
  readonly from: number
  readonly to?: number
  readonly male: string
  readonly female: string
}

/** What must hold between the columns of a row. */
export type RowCheck =
  | { readonly kind: 'order'; readonly columns: readonly [string, string]; readonly level: CheckLevel }
  | {
      readonly kind: 'sum'
      readonly total: string
      readonly parts: readonly string[]
      readonly level: CheckLevel
    }
export type CheckLevel = 'error' | 'warning'

/** One layout of the same data. */
export interface Edition {
  readonly name: string
  /** What could not be confirmed about this layout (要確認). */
  readonly openPoint?: string
  readonly columns: readonly EditionColumn[]
}

/** A column of a layout: out of a column of ours, or out of what is known of the city. */
export interface EditionColumn {
  readonly header: string
  readonly from?: string
  readonly city?: 'prefecture' | 'municipality'
  readonly need: Need
}

/** 分野: how people browse. */
export interface DatasetTopic {
  readonly id: string
  readonly icon: string
  /** Last part of the EU authority table "data-theme". */
  readonly theme: string
  readonly label: LocalText
}
