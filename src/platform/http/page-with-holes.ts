import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { sendHtml } from './page.ts'

/** A page that was rendered once and differs from one showing to the next in a few values only: tokens, seconds. */
export interface PageWithHoles {
  /** One more than there are holes. */
  readonly chunks: readonly Buffer[]
  readonly holes: readonly string[]
}

/**
 * Renders a page with marks in its holes and cuts it there. The marks are made of fresh random bytes: nothing that
 * stands on the page, typed by whomever, can pass for one.
 */
export function pageWithHoles(tree: (hole: (name: string) => string) => VNode): PageWithHoles {
  const nonce = randomBytes(12).toString('hex')
  const html = `<!doctype html>${renderToString(tree((name) => `${nonce}-${name}-`))}`
  const parts = html.split(new RegExp(`${nonce}-([a-z]+)-`, 'i'))
  return {
    chunks: parts.filter((_, i) => i % 2 === 0).map((text) => Buffer.from(text, 'utf8')),
    holes: parts.filter((_, i) => i % 2 === 1),
  }
}

/** Answers with the page; the values may consist of letters, digits, `-` and `_` only, so that nothing is to be escaped. */
export function sendWithHoles(c: Context, page: PageWithHoles, values: Readonly<Record<string, string>>): Response {
  const parts: Buffer[] = []
  for (let i = 0; i < page.chunks.length; i += 1) {
    parts.push(page.chunks[i] as Buffer)
    const hole = page.holes[i]
    if (hole === undefined) continue
    const value = values[hole]
    if (value === undefined || !/^[\w-]*$/.test(value)) throw new Error(`No plain value for the hole "${hole}".`)
    parts.push(Buffer.from(value, 'latin1'))
  }
  return sendHtml(c, Buffer.concat(parts), 200)
}
