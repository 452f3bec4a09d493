import type { Context, Hono } from 'hono'
import { type PostedForm, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { readYaml } from '../../procedures/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { messages as shared } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import type { Edit } from '../yaml/edit.ts'
import { type GuideLike, readGuideLines } from './guide-lines.tsx'
import { messages } from './messages.ja.ts'
import { type WordPart, type WordPlace, wordsOf } from './texts.ts'
import { WordsPage } from './words-page.tsx'

/** All texts of a definition, changed where they stand. */
export function wordRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/words', (c) => show(c, {}))
  app.post('/designer/copies/:copy/words', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const reading = readWords(form, wordsOf(dataOf(copy.source), partOf(c)))
    if (!reading.ok) return show(c, { form, problems: reading.problems })
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note: shared.notes.words })
    if (!outcome.ok) return show(c, { form, problem: outcome.problem })
    const done = reading.edits.length === 0 ? 'unchanged' : 'saved'
    return seeOther(c, `/designer/copies/${copy.id}/words?part=${partOf(c)}&done=${done}`)
  })

  app.post('/designer/copies/:copy/words/guide', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const reading = readGuideLines(form, guideOf(copy.source) ?? {})
    if (!reading.ok) return show(c, { form, problems: reading.problems })
    const { edits } = reading
    const outcome = await applyEdits(designer, c, { form, copy, edits, note: shared.notes.words })
    if (!outcome.ok) return show(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/words?done=${edits.length === 0 ? 'unchanged' : 'saved'}`)
  })

  async function show(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const data = dataOf(copy.source)
    const all = data === undefined ? { ...shown, problem: shared.problems.unreadable } : shown
    return page(
      c,
      <WordsPage
        screen={screenOf(c, all, shared.copy.done)}
        copy={copy}
        name={copyName(copy)}
        part={partOf(c)}
        places={wordsOf(data, partOf(c))}
        guide={guideOf(copy.source)}
      />,
      statusOf(shown),
    )
  }
}

function partOf(c: Context<WebEnv>): WordPart {
  const wanted = c.req.query('part') ?? ''
  return Object.hasOwn(messages.parts, wanted) ? (wanted as WordPart) : 'guide'
}

function dataOf(source: string): unknown {
  const { data, problems } = readYaml(source)
  return problems.length === 0 ? data : undefined
}

function guideOf(source: string): GuideLike | undefined {
  const data = dataOf(source) as { readonly guide?: GuideLike } | undefined
  return data && (data.guide ?? {})
}

type Reading =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** The texts that the form changes. An input that was not sent changes nothing; an empty other language is taken away. */
function readWords(form: PostedForm, places: readonly WordPlace[]): Reading {
  const problems: Record<string, string> = {}
  const edits: Edit[] = []
  for (const { path, kept, plain } of places) {
    for (const language of plain ? (['ja'] as const) : (['ja', 'easy', 'en'] as const)) {
      const input = `${path.join('.')}:${language}`
      const sent = form.fields.get(input)?.[0]
      if (sent === undefined) continue
      const text = sent.replaceAll('\r\n', '\n').trim()
      if (text === (kept[language] ?? '').trim()) continue
      if (text === '' && language === 'ja') problems[input] = messages.problems.ja
      else if (text.length > 2000) problems[input] = messages.problems.long
      else edits.push({ do: 'set', path: plain ? path : [...path, language], value: text === '' ? undefined : text })
    }
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, edits }
}
