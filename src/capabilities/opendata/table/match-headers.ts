import type { DatasetDefinition } from '../language/dataset.ts'
import { headerKey } from './header-key.ts'

/** What a column of a file is taken for. */
export type HeaderMatch =
  | { readonly as: 'column'; readonly column: string; readonly certain: boolean }
  | { readonly as: 'city'; readonly part: 'prefecture' | 'municipality' }
  | { readonly as: 'empty' }
  | { readonly as: 'unknown' }

export interface MatchedHeaders {
  /** The layout that most headers belong to. */
  readonly edition: string
  /** One for each column of the file. */
  readonly matches: readonly HeaderMatch[]
  /** Columns that no header stands for, in the order of the layout; required ones first have to be looked for. */
  readonly absent: readonly string[]
}

export type Synonyms = Readonly<Record<string, readonly string[]>>

/**
 * Finds which layout a file has by its headers, never by position, and which column each of them is. A header of the layout or a known
 * spelling is certain; a synonym is a suggestion that a person confirms. A column is taken once: the first header has it.
 */
export function matchHeaders(
  headers: readonly string[],
  dataset: DatasetDefinition,
  synonyms: Synonyms = {},
): MatchedHeaders {
  const edition = bestEdition(headers, dataset)
  const taken = new Set<string>()
  const lookups = [editionLookup(dataset, edition), certainLookup(dataset), synonymLookup(dataset, synonyms)]
  const matches: HeaderMatch[] = headers.map(() => ({ as: 'unknown' }))
  // Certain ones first, so that a synonym never takes the column of the right header behind it.
  for (const lookup of lookups)
    headers.forEach((header, at) => {
      if (matches[at]?.as !== 'unknown') return
      const key = headerKey(header)
      if (key === '') {
        matches[at] = { as: 'empty' }
        return
      }
      const found = lookup.get(key)
      if (found === undefined || (found.as === 'column' && taken.has(found.column))) return
      if (found.as === 'column') taken.add(found.column)
      matches[at] = found
    })
  const absent = (dataset.editions[edition]?.columns ?? [])
    .flatMap(({ from }) => (from === undefined || taken.has(from) ? [] : [from]))
    .filter((id, at, all) => all.indexOf(id) === at)
  return { edition, matches, absent }
}

function bestEdition(headers: readonly string[], dataset: DatasetDefinition): string {
  const keys = new Set(headers.map(headerKey))
  let best = { name: 'standard', hits: -1 }
  for (const [name, { columns }] of Object.entries(dataset.editions)) {
    const hits = columns.filter(({ header }) => keys.has(headerKey(header))).length
    if (hits > best.hits) best = { name, hits }
  }
  return best.name
}

type Lookup = ReadonlyMap<string, HeaderMatch>

function editionLookup(dataset: DatasetDefinition, edition: string): Lookup {
  return new Map(
    (dataset.editions[edition]?.columns ?? []).flatMap(({ header, from, city }): [string, HeaderMatch][] =>
      from !== undefined
        ? [[headerKey(header), { as: 'column', column: from, certain: true }]]
        : city !== undefined
          ? [[headerKey(header), { as: 'city', part: city }]]
          : [],
    ),
  )
}

/** Headers of all layouts, other known spellings, and the ids themselves, as the APIs give them out. */
function certainLookup(dataset: DatasetDefinition): Lookup {
  const pairs: [string, string][] = [
    ...dataset.columns.map(({ id }): [string, string] => [id, id]),
    ...dataset.columns.map(({ id, title }): [string, string] => [title, id]),
    ...Object.values(dataset.editions).flatMap(({ columns }) =>
      columns.flatMap(({ header, from }): [string, string][] => (from === undefined ? [] : [[header, from]])),
    ),
    ...Object.entries(dataset.aliases),
    ...commonSpellings,
    ...(dataset.geometry?.shape === undefined
      ? []
      : spellingsOfShape.map((word): [string, string] => [word, dataset.geometry?.shape ?? ''])),
  ]
  const known = new Set(dataset.columns.map(({ id }) => id))
  return new Map(
    pairs
      .filter(([, id]) => known.has(id))
      .map(([header, id]) => [headerKey(header), { as: 'column', column: id, certain: true }]),
  )
}

/** Spellings seen in real files of all datasets. */
const commonSpellings: readonly [string, string][] = [
  ['市区町村コード', 'code'],
  ['都道府県コード又は市区町村コード', 'code'],
  ['全国地方公共団体コード', 'code'],
]

/** What programs for maps call the column of the geometry. */
const spellingsOfShape = ['図形', 'WKT', 'wkt_geom', 'geometry', 'geom', 'the_geom', 'ジオメトリ'] as const

function synonymLookup(dataset: DatasetDefinition, synonyms: Synonyms): Lookup {
  return new Map(
    dataset.columns.flatMap(({ id }) =>
      (synonyms[id] ?? []).map((word): [string, HeaderMatch] => [
        headerKey(word),
        { as: 'column', column: id, certain: false },
      ]),
    ),
  )
}
