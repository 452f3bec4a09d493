import type { ZoneServices } from '../../../platform/services.ts'
import type { VisitCount } from '../../exchange/index.ts'

export type VisitKind = VisitCount['of']

/** Under what a visit is counted. */
export interface Counted {
  /** Day in Japan. */
  readonly day: string
  readonly procedureId: string
  readonly versionHash: string
  readonly channel: string
}

/** What somebody wrote beside the grade; it is sealed when it is stored. */
export interface Opinion {
  readonly day: string
  readonly procedureId: string
  readonly grade: number
  readonly text: string
}

/** What was gathered for one city since it was last taken. */
export interface Gathered {
  readonly counts: ReadonlyMap<string, number>
  readonly opinions: readonly Opinion[]
}

/** Different numbers and texts held at most until the next batch: a flood makes statistics poorer, not memory full. */
const mostNumbers = 20_000
const mostOpinions = 500
/** Drafts whose visits are remembered, so that a page shown again counts once. */
const mostDrafts = 2000
const separator = '\u0000'

/**
 * Counts in memory; nothing waits for a database. A crash loses what was counted since the last batch: numbers, and a
 * minute of them. That a draft has been counted is known to this process alone, for as long as it is being filled in.
 */
export class VisitCounter {
  readonly #cities = new Map<string, { counts: Map<string, number>; opinions: Opinion[] }>()
  readonly #drafts = new Map<string, Set<string>>()

  count(cityId: string, of: Counted, kind: VisitKind, place = '', by = 1): void {
    const { counts } = this.#of(cityId)
    const key = [of.day, of.procedureId, of.versionHash, of.channel, kind, place].join(separator)
    const known = counts.get(key)
    if (known === undefined && counts.size >= mostNumbers) return
    counts.set(key, (known ?? 0) + by)
  }

  /** Counts the first time that a draft comes this far. */
  once(cityId: string, draftId: string, of: Counted, kind: VisitKind, place = ''): void {
    let seen = this.#drafts.get(draftId)
    if (seen === undefined) {
      seen = new Set()
      this.#drafts.set(draftId, seen)
      if (this.#drafts.size > mostDrafts) this.#drafts.delete(this.#drafts.keys().next().value ?? '')
    }
    const mark = `${kind} ${place}`
    if (seen.has(mark)) return
    seen.add(mark)
    this.count(cityId, of, kind, place)
  }

  opinion(cityId: string, opinion: Opinion): void {
    const { opinions } = this.#of(cityId)
    if (opinions.length < mostOpinions) opinions.push(opinion)
  }

  /** Gives what was gathered for a city, and begins anew. */
  take(cityId: string): Gathered {
    const gathered = this.#of(cityId)
    this.#cities.delete(cityId)
    return gathered
  }

  /** What could not be stored is counted again. */
  giveBack(cityId: string, gathered: Gathered): void {
    const { counts, opinions } = this.#of(cityId)
    for (const [key, count] of gathered.counts)
      if (counts.has(key) || counts.size < mostNumbers) counts.set(key, (counts.get(key) ?? 0) + count)
    opinions.push(...gathered.opinions.slice(0, mostOpinions - opinions.length))
  }

  #of(cityId: string): { counts: Map<string, number>; opinions: Opinion[] } {
    const known = this.#cities.get(cityId)
    if (known !== undefined) return known
    const made = { counts: new Map<string, number>(), opinions: [] }
    this.#cities.set(cityId, made)
    return made
  }
}

/** The numbers behind the keys of `Gathered.counts`. */
export function countsOf(gathered: Gathered): readonly VisitCount[] {
  return [...gathered.counts].map(([key, count]) => {
    const [day = '', procedureId = '', versionHash = '', channel = '', of = '', place = ''] = key.split(separator)
    return { day, procedureId, versionHash, channel, of: of as VisitKind, place, count }
  })
}

const counters = new WeakMap<ZoneServices, VisitCounter>()

/** The counter of a zone; the same one for everybody who works with the same services. */
export function visitCounterOf(services: ZoneServices): VisitCounter {
  const known = counters.get(services)
  if (known !== undefined) return known
  const made = new VisitCounter()
  counters.set(services, made)
  return made
}
