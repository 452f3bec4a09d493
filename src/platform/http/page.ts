import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { compressText } from './compression.ts'

/**
 * Answers with a page. `tree` is the whole document from `<html>` on; escaping is the renderer's.
 * Pages that may hold personal data are never stored by caches; `cache` opens that for public pages.
 */
export function page(
  c: Context,
  tree: VNode,
  options: {
    readonly status?: 200 | 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 421 | 422 | 429 | 500 | 503
    readonly cache?: string
  } = {},
): Response {
  return sendHtml(c, `<!doctype html>${renderToString(tree)}`, options.status ?? 200, options.cache)
}

/** A whole document as the answer, whichever way it came about. */
export function sendHtml(
  c: Context,
  html: string | Uint8Array<ArrayBuffer>,
  status: ContentfulStatusCode,
  cache = 'no-store',
): Response {
  c.header('cache-control', cache)
  c.header('content-type', 'text/html; charset=utf-8')
  return compressText(c, html, status)
}

/** After a write, the browser is sent on with 303 so that reload and back repeat nothing. Only to paths of our own. */
export function seeOther(c: Context, path: string): Response {
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\'))
    throw new Error('redirects stay on this origin')
  c.header('cache-control', 'no-store')
  return c.redirect(path, 303)
}
