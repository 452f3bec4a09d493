import { HTMLElement, type Node, parse, TextNode } from 'node-html-parser'

/** Japanese texts of an English page that no `lang` marks, with the element they stand in. */
export function unmarkedJapanese(html: string): readonly string[] {
  const found: string[] = []
  const walk = (node: Node, lang: string): void => {
    if (node instanceof TextNode) {
      if (lang !== 'ja' && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(node.text))
        found.push(`<${node.parentNode?.rawTagName}> ${node.text.trim().slice(0, 60)}`)
      return
    }
    if (!(node instanceof HTMLElement) || ['STYLE', 'SCRIPT', 'TITLE'].includes(node.tagName ?? '')) return
    for (const child of node.childNodes) walk(child, node.getAttribute('lang') ?? lang)
  }
  walk(parse(html, { blockTextElements: { script: false, style: false } }), 'en')
  return found
}
