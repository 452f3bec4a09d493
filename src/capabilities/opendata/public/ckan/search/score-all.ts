import type { Corpus, Points } from './corpus.ts'
import { plainLookOf, score, weights } from './match.ts'
import type { Query, Term } from './query.ts'

/** How well each document answers; 0 where it doesn't, else a point more than `score` gives it. */
export function pointsOf(query: Query, corpus: Corpus): Points {
  const { length } = corpus.documents
  switch (query.kind) {
    case 'all':
      return new Float32Array(length).fill(2)
    case 'not':
      return pointsOf(query.part, corpus).map((reached) => (reached === 0 ? 1 : 0))
    case 'and': {
      const [first, ...more] = query.parts.map((part) => pointsOf(part, corpus))
      const all = first ?? new Float32Array(length).fill(1)
      for (const each of more)
        for (let at = 0; at < length; at += 1)
          all[at] = all[at] === 0 || each[at] === 0 ? 0 : (all[at] ?? 0) + (each[at] ?? 0) - 1
      return all
    }
    case 'or': {
      const all = new Float32Array(length)
      for (const each of query.parts.map((part) => pointsOf(part, corpus)))
        for (let at = 0; at < length; at += 1)
          if (each[at] !== 0) all[at] = all[at] === 0 ? (each[at] ?? 0) : (all[at] ?? 0) + (each[at] ?? 0) - 1
      return all
    }
    case 'term':
      return pointsOfWord(query, corpus) ?? pointsOneByOne(query, corpus)
    case 'range':
      return pointsOneByOne(query, corpus)
  }
}

/** What stands in a text or is a value of a field; undefined for terms that need a closer look. */
function pointsOfWord(term: Term, corpus: Corpus): Points | undefined {
  const look = plainLookOf(term)
  if (look === undefined) return undefined
  const { length } = corpus.documents
  const points = new Float32Array(length)
  let found = 0
  for (const [name, weight] of term.field === undefined ? weights : [[term.field, 1] as const]) {
    corpus.text(name, look.form).find(look.text, (at) => {
      if (points[at] !== 0) return
      points[at] = weight * term.boost + 1
      found += 1
    })
    // Those that are left weigh less.
    if (found === length) break
  }
  return points
}

function pointsOneByOne(query: Query, { documents }: Corpus): Points {
  const points = new Float32Array(documents.length)
  documents.forEach((document, at) => {
    const reached = score(query, document)
    if (reached !== undefined) points[at] = reached + 1
  })
  return points
}
