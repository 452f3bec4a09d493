import type { Context } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import type { PublicDataset } from '../catalogue.ts'

/** Raised when a format is written otherwise, so that what clients keep is asked for anew. */
const writtenAs = 1

/** What is known of an answer before it is made. */
export interface OpenAnswer {
  /** Same text, same tag: made of the version and what was asked for. */
  readonly tag: string
  readonly modified: Date
  readonly mediaType: string
  /** `<address>; rel="describedby"` and the like. */
  readonly links?: readonly string[]
  readonly disposition?: string
  /** The very same bytes each time; otherwise compressed and uncompressed bodies share the tag. */
  readonly strong?: boolean
}

/** The tag of something made of the version that is shown. */
export function tagOf(dataset: PublicDataset, what: string): string {
  const { number, sha256 } = dataset.version
  return `${what}-${writtenAs}-${number}-${sha256.slice(0, 12)}-${dataset.modifiedAt.getTime().toString(36)}`
}

/** Open data is for programs of every origin; it holds nothing that belongs to the person who asks. */
export function allowEveryOrigin(c: Context<WebEnv>): void {
  c.header('access-control-allow-origin', '*')
  c.header(
    'access-control-expose-headers',
    'etag, last-modified, link, content-disposition, content-range, accept-ranges',
  )
  c.header('cross-origin-resource-policy', 'cross-origin')
}

/** The browser's question before a program of another origin sends headers of its own. */
export function preflight(c: Context<WebEnv>): Response {
  allowEveryOrigin(c)
  return c.body(null, 204, {
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': 'if-none-match, if-modified-since, accept, content-type, range',
    'access-control-max-age': '86400',
  })
}

/**
 * Sets the headers of an open answer. A Response: what the client has is still good (304), or it asked for the head alone; nothing needs to be made.
 */
export function beginAnswer(c: Context<WebEnv>, answer: OpenAnswer): Response | undefined {
  const etag = answer.strong ? `"${answer.tag}"` : `W/"${answer.tag}"`
  allowEveryOrigin(c)
  c.header('etag', etag)
  c.header('last-modified', answer.modified.toUTCString())
  c.header('cache-control', 'public, max-age=300, stale-while-revalidate=3600')
  if (answer.links !== undefined && answer.links.length > 0) c.header('link', answer.links.join(', '))
  if (isKnown(c, etag, answer.modified)) return c.body(null, 304, varies)
  c.header('content-type', answer.mediaType)
  if (answer.disposition !== undefined) c.header('content-disposition', answer.disposition)
  return c.req.method === 'HEAD' ? c.body(null, 200, varies) : undefined
}

/** Whoever sends the body says so as well. */
const varies = { vary: 'accept-encoding' }

/** RFC 9110 13.1: the tag decides where one was sent; the day only without it. */
function isKnown(c: Context<WebEnv>, etag: string, modified: Date): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) {
    const opaque = (tag: string): string => tag.trim().replace(/^W\//, '')
    return tags.trim() === '*' || tags.split(',').some((tag) => opaque(tag) === opaque(etag))
  }
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  // Header dates have whole seconds.
  return Number.isFinite(since) && Math.floor(modified.getTime() / 1000) * 1000 <= since
}
