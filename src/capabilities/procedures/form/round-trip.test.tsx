import path from 'node:path'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { InLanguage } from '../../../design/index.ts'
import { loadCase } from '../cases/case-file.ts'
import { factsOf, filingOf } from '../cases/run-case.ts'
import { compile } from '../engine/compile.ts'
import type { CompiledProcedure } from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import { loadProcedure } from '../language/load.ts'
import { readProcedureFolders, readSharedParts } from '../seeds/folder.ts'
import { FormFields } from './form-fields.tsx'
import { formPage } from './form-page.ts'

/** What a browser without script would send back: every input as it was drawn. */
function postedBack(html: string): ReadonlyMap<string, readonly string[]> {
  const form = new Map<string, string[]>()
  const add = (name: string, value: string): void => {
    form.set(name, [...(form.get(name) ?? []), plainText(value)])
  }
  const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  for (const [, tag = ''] of html.matchAll(/<input\b([^>]*)>/g)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')]
    const pressed = /\bchecked\b/.test(tag) || (type !== 'radio' && type !== 'checkbox')
    if (name !== undefined && type !== 'file' && pressed) add(name, attribute(tag, 'value') ?? '')
  }
  for (const [, tag = '', text = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    add(attribute(tag, 'name') ?? '', text)
  }
  for (const [, tag = '', inner = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = [...inner.matchAll(/<option\b([^>]*)>/g)].find(([, option = '']) => /\bselected\b/.test(option))
    add(attribute(tag, 'name') ?? '', attribute(chosen?.[1] ?? '', 'value') ?? '')
  }
  return form
}

function plainText(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Keys in order, groups without answers left out: two trees that say the same are the same text. */
function sorted(answers: Answers): string {
  const groups = Object.entries(answers).filter(([, group]) => group !== undefined && Object.keys(group).length > 0)
  return JSON.stringify(Object.fromEntries(groups), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
      : value,
  )
}

const { shared } = await readSharedParts('.')
const folders = await readProcedureFolders(path.resolve('procedures'))
const procedures = folders.map((folder): readonly [string, CompiledProcedure, (typeof folder)['cases']] => {
  const { definition } = loadProcedure(folder.source, { file: folder.file, shared, published: true })
  return [folder.id, compile(definition ?? expect.fail(folder.id), folder.id), folder.cases]
})

describe('a form posted back as it was drawn gives the same answers', () => {
  it.each(procedures)('%s: every page of every valid example, without script', (_, procedure, cases) => {
    let pages = 0
    for (const { file, source } of cases) {
      const { content } = loadCase(source, file)
      if (!content?.expect.valid) continue
      const filing = filingOf(content, procedure)
      const city = factsOf(content, [], filing.today)
      for (const { page } of procedure.route(content.answers, filing, city)) {
        const found = formPage(procedure, page.id, content.answers, filing, city) ?? expect.fail(page.id)
        const html = renderToString(
          <InLanguage locale="ja">
            <FormFields page={found.page} answers={found.answers} />
          </InLanguage>,
        )
        const read = procedure.readPage(page.id, postedBack(html), content.answers, filing, city)
        const refused = read.problems
          .filter(({ severity }) => severity !== 'warn')
          .map(({ code, path: at }) => `${code} @ ${at}`)
        expect(refused, `${file} ${page.id}`).toEqual([])
        // What a form adds: which text of a consent was shown.
        const given = sorted(procedure.relevant(read.answers, filing, city)).replace(/"text":"[0-9a-f]{64}",/g, '')
        expect(given, `${file} ${page.id}`).toBe(sorted(procedure.relevant(content.answers, filing, city)))
        pages += 1
      }
    }
    expect(pages).toBeGreaterThan(0)
  })
})
