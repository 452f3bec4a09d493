import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole page as the text to send: the doctype and the rendered document. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}
