import { type Query, QueryBroken } from './query.ts'
import { type Token, tokensOf } from './tokens.ts'

const longest = 4000
const deepest = 20

/**
 * Reads a search. Words side by side must all hold, and bind more loosely than OR does: `organization:a OR organization:b
 * metadata_modified:[x TO *]`, as harvesters join their filters, means one of the two and the day. An empty text finds all.
 * Throws `QueryBroken`.
 */
export function parseQuery(text: string): Query {
  if (text.length > longest) throw new QueryBroken('The search is too long.')
  const tokens = tokensOf(text)
  const [first] = tokens
  if (first?.kind === 'end') return { kind: 'all' }
  const reader = createReader(tokens)
  const query = reader.side(undefined, 0)
  if (reader.peek().kind !== 'end') throw new QueryBroken('“)” is out of place.')
  return query
}

function createReader(tokens: readonly Token[]) {
  let at = 0
  const peek = (): Token => tokens[at] ?? { kind: 'end' }
  const take = (kind: Token['kind']): boolean => {
    const there = peek().kind === kind
    if (there) at += 1
    return there
  }

  function side(field: string | undefined, depth: number): Query {
    if (depth > deepest) throw new QueryBroken('The search is nested too deeply.')
    const parts = [either(field, depth)]
    while (!['end', 'close'].includes(peek().kind)) parts.push(either(field, depth))
    return joined('and', parts)
  }

  function either(field: string | undefined, depth: number): Query {
    const parts = [both(field, depth)]
    while (take('or')) parts.push(both(field, depth))
    return joined('or', parts)
  }

  function both(field: string | undefined, depth: number): Query {
    const parts = [clause(field, depth)]
    while (take('and')) parts.push(clause(field, depth))
    return joined('and', parts)
  }

  function clause(field: string | undefined, depth: number): Query {
    let no = false
    for (;;) {
      if (take('not')) no = !no
      else if (!take('plus')) break
    }
    const part = boosted(one(field, depth))
    return no ? { kind: 'not', part } : part
  }

  function one(field: string | undefined, depth: number): Query {
    const token = peek()
    at += 1
    switch (token.kind) {
      case 'field':
        return one(token.name, depth)
      case 'open': {
        const inner = side(field, depth + 1)
        if (!take('close')) throw new QueryBroken('A bracket is not closed.')
        return inner
      }
      case 'range':
        if (field === undefined) throw new QueryBroken('A range belongs to a field.')
        return { ...token, field }
      case 'text':
        // `*:*` and a lone `*`.
        if ((field ?? '*') === '*' && token.pieces.every((piece) => piece === '') && token.pieces.length > 1)
          return { kind: 'all' }
        return {
          kind: 'term',
          ...(field === undefined || field === '*' ? {} : { field }),
          pieces: token.pieces,
          boost: 1,
        }
      default:
        throw new QueryBroken(token.kind === 'end' ? 'The search breaks off.' : 'An operator is out of place.')
    }
  }

  function boosted(query: Query): Query {
    const token = peek()
    if (token.kind !== 'boost') return query
    at += 1
    return times(query, token.by)
  }

  return { side, peek }
}

function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : { kind, parts }
}

function times(query: Query, by: number): Query {
  switch (query.kind) {
    case 'term':
      return { ...query, boost: query.boost * by }
    case 'and':
    case 'or':
      return { ...query, parts: query.parts.map((part) => times(part, by)) }
    default:
      return query
  }
}
