import type { Context, Hono } from 'hono'
import { notFound, type PostedForm, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { floorOf } from '../check-copy.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { answersBefore } from '../outline/answers-before.ts'
import { proposedId } from '../outline/ids.ts'
import { readLocalText } from '../outline/local-text.tsx'
import { readWhen } from '../outline/read-when.ts'
import { type OutlineData, optionalList, outlineOf } from '../outline/shape.ts'
import { deadlineIsFixed } from '../rules/fixed-by-law.ts'
import { checkedOf, copyOf, type Designer, designerForm, type Shown, screenOf, statusOf } from '../web.ts'
import type { Edit } from '../yaml/edit.ts'
import { messages } from './messages.ja.ts'
import { type RuleLike, RulesPage, TermsPage } from './pages.tsx'
import { readTerms, type TermsData } from './read-terms.ts'

type Data = OutlineData & TermsData & { readonly rules?: readonly RuleLike[] }

/** Rules with their sentences, periods, and when filings are taken. */
export function termRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/rules', (c) => showRules(c, {}))
  app.post('/designer/copies/:copy/rules', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const data = (outlineOf(copy.source) ?? {}) as Data
    const reading = readRules(form, data, copy.shared)
    if (!reading.ok) return showRules(c, { form, problems: reading.problems })
    const outcome = await applyEdits(designer, c, { form, copy, edits: [reading.edit], note: reading.note })
    if (!outcome.ok) return showRules(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/rules?done=saved`)
  })

  app.get('/designer/copies/:copy/terms', (c) => showTerms(c, {}))
  app.post('/designer/copies/:copy/terms', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const reading = readTerms(form, (outlineOf(copy.source) ?? {}) as Data)
    if (!reading.ok) return showTerms(c, { form, problems: reading.problems })
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note: messages.terms.note })
    if (!outcome.ok) return showTerms(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/terms?done=saved`)
  })

  async function showRules(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const data = outlineOf(copy.source) as Data | undefined
    return page(
      c,
      <RulesPage
        screen={screenOf(c, readable(shown, data), common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        rules={optionalList(data?.rules)}
        answers={answersBefore(data ?? {}, copy.shared)}
      />,
      statusOf(shown),
    )
  }

  async function showTerms(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const data = outlineOf(copy.source) as Data | undefined
    const floor = floorOf((await checkedOf(designer, c, copy)).around.published)?.definition
    return page(
      c,
      <TermsPage
        screen={screenOf(c, readable(shown, data), common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        data={data ?? {}}
        deadlineFixed={floor && deadlineIsFixed(floor) ? floor.filingDeadline?.article : undefined}
      />,
      statusOf(shown),
    )
  }
}

function readable(shown: Shown, data: unknown): Shown {
  return data === undefined ? { ...shown, problem: common.problems.unreadable } : shown
}

type RulesReading =
  | { readonly ok: true; readonly edit: Edit; readonly note: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A rule that goes, or a new one from its form. */
function readRules(form: PostedForm, data: Data, shared: WorkingCopy['shared']): RulesReading {
  const words = messages.rules
  const rules = optionalList(data.rules)
  const remove = /^remove:(\d{1,3})$/.exec(form.text('do'))
  if (remove) {
    const index = Number(remove[1])
    if (rules[index] === undefined) throw notFound()
    // The last one goes with its list: an empty list would stand there for nothing.
    const path = rules.length === 1 ? ['rules'] : ['rules', index]
    return { ok: true, edit: { do: 'set', path, value: undefined }, note: words.noteRemove }
  }
  const answers = answersBefore(data, shared)
  const problems: Record<string, string> = {}
  const must = readWhen(form, 'must', answers)
  if (must.kind === 'wrong') Object.assign(problems, must.problems)
  else if (must.kind !== 'picked') problems['must.0.field'] = words.problems.must
  const at = form.text('at')
  if (!answers.some(({ path }) => path === at)) problems.at = words.problems.at
  const severity = form.text('severity')
  if (!Object.hasOwn(words.severities, severity)) problems.severity = words.problems.severity
  const message = readLocalText(form, 'message', problems, true)
  if (Object.keys(problems).length > 0 || must.kind !== 'picked' || !message) return { ok: false, problems }
  const id = proposedId('rule', new Set(rules.map((rule) => rule.id)), '-')
  const value = { id, must: must.text, at, severity, message }
  return { ok: true, edit: { do: 'insert', path: ['rules'], index: rules.length, value }, note: words.noteAdd }
}
