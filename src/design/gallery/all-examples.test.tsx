import { readdirSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { locales } from '../../platform/i18n/local-text.ts'
import { InLanguage } from '../words/language.tsx'
import { allExamples } from './all-examples.ts'

const folder = new URL('../components/', import.meta.url)
/** Building parts of the controls: shown by every control, no example of their own. */
const withoutExamples = ['field']

describe('the gallery', () => {
  it('shows every component folder', () => {
    const folders = readdirSync(folder).filter((name) => !withoutExamples.includes(name))
    const missing = folders.filter((name) => !allExamples.some((component) => component.component === name))
    expect(missing).toEqual([])
  })

  it('gives each page an address of its own', () => {
    const names = allExamples.map((component) => component.component)
    expect(new Set(names).size).toBe(names.length)
  })
})

const cases = allExamples.flatMap((component) => locales.map((locale) => ({ component, locale })))

describe.each(cases)('$component.component in $locale', ({ component, locale }) => {
  const html = renderToString(
    <InLanguage locale={locale}>
      {component.examples.map((example) => (
        <section>{example.show()}</section>
      ))}
    </InLanguage>,
  )

  it('renders text, and nothing a program meant for itself', () => {
    expect(html.replace(/<[^>]*>/g, '').trim().length).toBeGreaterThan(0)
    expect(html).not.toMatch(/undefined|\[object Object\]|NaN|《|》/)
  })

  it('needs no inline style and no inline script', () => {
    expect(html).not.toMatch(/\sstyle="|<script|\son[a-z]+="/)
  })

  it('uses an id once, and refers to ids that exist', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(ids).toHaveLength(new Set(ids).size)
    const references = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)]
    const wanted = references.flatMap((match) => (match[1] ?? '').split(' '))
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
  })
})
