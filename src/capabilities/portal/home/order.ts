import type { ProcedureDefinition } from '../../procedures/index.ts'
import type { BrowseEntry } from './topics.ts'

type Ordered = Pick<ProcedureDefinition, 'id' | 'topics' | 'next'>

/** Procedures of one topic: the first that each of them names. */
export interface TopicGroup {
  /** Absent: what names no topic of the catalogue. */
  readonly topic?: BrowseEntry
  readonly ids: readonly string[]
}

/** First things first: what other procedures lead to stands before what follows from it; else as they come. */
export function firstThingsFirst<T extends Ordered>(procedures: readonly T[]): readonly T[] {
  const ledTo = new Map<string, number>()
  for (const { id, next } of procedures) {
    for (const target of new Set((next ?? []).map(({ procedure }) => procedure))) {
      if (target !== id) ledTo.set(target, (ledTo.get(target) ?? 0) + 1)
    }
  }
  return procedures.toSorted((a, b) => (ledTo.get(b.id) ?? 0) - (ledTo.get(a.id) ?? 0))
}

/** In the order of the topics, each procedure once; what names no known topic comes last. */
export function byTopic(procedures: readonly Ordered[], topics: readonly BrowseEntry[]): readonly TopicGroup[] {
  const groups = topics.map((topic) => ({
    topic,
    ids: procedures.filter((each) => firstTopic(each, topics) === topic.id).map(({ id }) => id),
  }))
  const others = procedures.filter((each) => firstTopic(each, topics) === undefined).map(({ id }) => id)
  return [...groups, { ids: others }].filter(({ ids }) => ids.length > 0)
}

function firstTopic(procedure: Ordered, topics: readonly BrowseEntry[]): string | undefined {
  return procedure.topics.find((id) => topics.some((topic) => topic.id === id))
}

/** A few for the home page: the first of every topic, then the second of every topic, and so on. */
export function someOfEach(groups: readonly TopicGroup[], most: number): readonly string[] {
  const longest = Math.max(0, ...groups.map(({ ids }) => ids.length))
  const rounds = Array.from({ length: longest }, (_, round) => groups.flatMap(({ ids }) => ids[round] ?? []))
  return rounds.flat().slice(0, most)
}
