/** A search as CKAN's clients write it: a small part of Solr's language, read by a parser of our own. */
export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | Term
  | Range

export interface Term {
  readonly kind: 'term'
  /** Without it: everywhere. */
  readonly field?: string
  /** The text between its wildcards: `a*b` is `a`, `b`; without a wildcard there is one piece. */
  readonly pieces: readonly string[]
  /** How much more than others it counts for the order. */
  readonly boost: number
}

export interface Range {
  readonly kind: 'range'
  readonly field: string
  /** Undefined: without an end on this side (`*`). */
  readonly from?: string
  readonly to?: string
  readonly fromIncluded: boolean
  readonly toIncluded: boolean
}

/** Why a search can't be understood, in English as CKAN's own messages are; never quotes more than a letter of it. */
export class QueryBroken extends Error {
  override readonly name = 'QueryBroken'
}
