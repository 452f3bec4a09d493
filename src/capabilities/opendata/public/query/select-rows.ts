import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { Bounds } from '../published.ts'
import { gramsOf, wordGrams } from './grams.ts'
import { type Posting, readPostings, rowsInBox } from './look-up.ts'
import { type Look, lookedAt, lookOf, mostLookedAt, numbersOf } from './looks.ts'
import type { Condition, RowQuery } from './row-query.ts'
import { RowSet } from './row-set.ts'
import { meetingRows } from './shapes-of-rows.ts'
import { bucketOf, bucketTerm, columnGramTerm, gramTerm, largeFrom, partTerm, valueKey, valueTerm } from './terms.ts'

/** What a question finds, before anything of it is read. */
export interface Selection {
  readonly rows: RowSet
  /** What the postings can't tell: each row must be looked at. Answers those, from 0, of which it holds. */
  readonly look?: Look
}

type Question = Pick<RowQuery, 'versionKey' | 'conditions' | 'words' | 'bounds'>

/** Finds the rows of a question by what the loader wrote of them; `total`: the rows of the version. */
export async function selectRows(db: Kysely<InternetDb>, query: Question, total: number): Promise<Selection> {
  const { versionKey, words, bounds } = query
  const conditions = query.conditions.map(asEquality)
  const parts = [...conditions.map((each) => partOf(each, total)), ...words.map(wordPart)].filter(
    (part) => part !== undefined,
  )
  const postings = await readPostings(db, versionKey, [...new Set(parts.flatMap(({ terms }) => terms))])
  const byTerm = new Map<string, Posting[]>()
  for (const posting of postings) {
    const list = byTerm.get(posting.term)
    if (list) list.push(posting)
    else byTerm.set(posting.term, [posting])
  }
  const rows = RowSet.all(total)
  const unsure: {
    readonly rows: RowSet
    readonly column: string
    readonly keys: ReadonlySet<string>
    readonly numeric: boolean
  }[] = []
  for (const part of parts) {
    const found = part.find((term) => byTerm.get(term) ?? [], total)
    if (found.unsure !== undefined) unsure.push(found.unsure)
    rows.keep(found.rows)
  }
  for (const condition of conditions)
    if (condition.kind === 'row')
      rows.keep(
        setOf(
          condition.numbers.map((number) => number - 1),
          total,
        ),
      )
  for (const each of unsure) await checkCells(db, versionKey, rows, each)
  if (bounds !== undefined) await keepWithin(db, versionKey, rows, bounds)
  const looks = conditions.flatMap((condition) => lookOf(db, versionKey, condition, total) ?? [])
  if (looks.length === 0) return { rows }
  const look: Look = async (among) => {
    let left = among
    for (const each of looks) left = await each(left)
    return left
  }
  if (rows.count > mostLookedAt) return { rows, look }
  return { rows: setOf(await look(rows.slice(0, mostLookedAt)), total) }
}

export function setOf(rows: readonly number[], total: number): RowSet {
  const set = new RowSet(total)
  for (const at of rows) set.add(at)
  return set
}

interface Part {
  readonly terms: readonly string[]
  find(
    postings: (term: string) => readonly Posting[],
    total: number,
  ): {
    readonly rows: RowSet
    readonly unsure?: {
      readonly rows: RowSet
      readonly column: string
      readonly keys: ReadonlySet<string>
      readonly numeric: boolean
    }
  }
}

/** A range whose ends are the same number is that number. */
function asEquality(condition: Condition): Condition {
  return condition.kind === 'between' && condition.from !== undefined && condition.from === condition.to
    ? { kind: 'is', column: condition.column, values: [condition.from], numeric: condition.numeric }
    : condition
}

function partOf(condition: Condition, total: number): Part | undefined {
  if (condition.kind === 'is') return valuesPart(condition)
  if (condition.kind === 'contains') return containsPart(condition, total)
  if (condition.kind !== 'includes') return undefined
  const term = partTerm(condition.column, condition.value)
  return { terms: [term], find: (postings, total) => ({ rows: union([term], postings, total) }) }
}

/** One of the values: a frequent one has its own term; rare ones share theirs, and what they find there is unsure. */
function valuesPart({ column, values, numeric = false }: Extract<Condition, { kind: 'is' }>): Part {
  const keys = new Set(values.map((value) => valueKey(value, numeric)))
  const own = [...keys].map((key) => valueTerm(column, key))
  const shared = [...new Set([...keys].map(bucketOf))].map((bucket) => bucketTerm(column, bucket))
  return {
    terms: [...own, ...shared],
    find: (postings, total) => {
      const rows = union(own, postings, total)
      const maybe = union(shared, postings, total)
      maybe.drop(rows)
      if (maybe.count === 0) return { rows }
      rows.addAll(maybe)
      return { rows, unsure: { rows: maybe, column, keys, numeric } }
    },
  }
}

/** In large versions by the letters of the column; in others by those of the row, of which each is looked at. */
function containsPart(
  { column, text, worded }: Extract<Condition, { kind: 'contains' }>,
  total: number,
): Part | undefined {
  if (!worded) return undefined
  if (total <= largeFrom) return wordPart(text)
  const terms = wordGrams(text).grams.map((gram) => columnGramTerm(column, gram))
  return terms.length === 0 ? undefined : allOf(terms)
}

/** All pairs of letters of a word; a single letter is too common to be searched for and finds everything. */
function wordPart(word: string): Part | undefined {
  const terms = gramsOf(word).map(gramTerm)
  return terms.length === 0 ? undefined : allOf(terms)
}

/** Rows that have all of the terms. */
function allOf(terms: readonly string[]): Part {
  return {
    terms,
    find: (postings, total) => {
      const rows = RowSet.all(total)
      for (const term of terms) rows.keep(union([term], postings, total))
      return { rows }
    },
  }
}

function union(terms: readonly string[], postings: (term: string) => readonly Posting[], total: number): RowSet {
  const set = new RowSet(total)
  for (const term of terms) for (const { segment, rows } of postings(term)) set.addPosting(segment, rows)
  return set
}

/** Takes away the rows of which only the shared term was right. */
async function checkCells(
  db: Kysely<InternetDb>,
  versionKey: number,
  among: RowSet,
  { rows, column, keys, numeric }: { rows: RowSet; column: string; keys: ReadonlySet<string>; numeric: boolean },
): Promise<void> {
  const left = rows.copy()
  left.keep(among)
  const asked = left.slice(0, Number.POSITIVE_INFINITY)
  for (let from = 0; from < asked.length; from += mostLookedAt) {
    const part = asked.slice(from, from + mostLookedAt)
    const cells = await sql<{ at: number; value: string | null }>`select row_no - 1 as at, cells ->> ${column} as value
      from open_row where version_key = ${versionKey} and row_no = any(${numbersOf(part)}::integer[])
      ${numeric ? sql`` : sql`and coalesce(cells ->> ${column}, '') = any(${[...keys]}::text[])`}`.execute(db)
    const right = new Set(
      cells.rows.filter(({ value }) => keys.has(valueKey(value ?? '', numeric))).map(({ at }) => at),
    )
    for (const at of part) if (!right.has(at)) among.remove(at)
  }
}

async function keepWithin(db: Kysely<InternetDb>, versionKey: number, rows: RowSet, bounds: Bounds): Promise<void> {
  const { within, edge, shape } = await rowsInBox(db, versionKey, bounds, rows)
  const [west, south, east, north] = bounds
  const across = west > east ? sql`(lon >= ${west} or lon <= ${east})` : sql`lon between ${west} and ${east}`
  const near = edge.slice(0, Number.POSITIVE_INFINITY)
  if (shape !== undefined) {
    for (const at of await meetingRows(db, versionKey, shape, near, bounds)) within.add(at)
    rows.keep(within)
    return
  }
  for (let from = 0; from < near.length; from += mostLookedAt) {
    const look = sql`${across} and lat between ${south} and ${north}`
    for (const at of await lookedAt(db, versionKey, near.slice(from, from + mostLookedAt), look)) within.add(at)
  }
  rows.keep(within)
}
