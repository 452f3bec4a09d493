import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { fixedKeysOf } from '../check-copy.ts'
import { namesOf } from '../computed/names.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { answersBefore } from '../outline/answers-before.ts'
import { type OutlineData, optionalList, outlineOf } from '../outline/shape.ts'
import { checkedOf, copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import { messages } from './messages.ja.ts'
import { type RuleLike, readRule } from './read-rule.ts'
import { RulePage, RulesPage } from './rules-pages.tsx'

const words = messages.rules

/** Rules across answers: listed in words, made and changed by picking. Those of a law stay. */
export function ruleRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/rules', (c) => showRules(c, {}))
  app.post('/designer/copies/:copy/rules', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const rules = rulesOf(copy)
    const index = Number(/^remove:(\d{1,3})$/.exec(form.text('do'))?.[1] ?? -1)
    if (rules[index] === undefined) throw notFound()
    await refuseFixed(c, copy, rules[index])
    // The last one goes with its list: an empty list would stand there for nothing.
    const path = rules.length === 1 ? ['rules'] : ['rules', index]
    const edits = [{ do: 'set', path, value: undefined }] as const
    const outcome = await applyEdits(designer, c, { form, copy, edits, note: words.noteRemove })
    if (!outcome.ok) return showRules(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/rules?done=saved`)
  })

  app.get('/designer/copies/:copy/rules/:rule', (c) => showRule(c, {}))
  app.post('/designer/copies/:copy/rules/:rule', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { index, rule, rules } = await ruleOf(c, copy)
    const reading = readRule(form, rules, index, answersOf(copy, rule))
    if (!reading.ok) return showRule(c, { form, problems: reading.problems })
    const note = rule === undefined ? words.noteAdd : words.noteEdit
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return showRule(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/rules?done=saved`)
  })

  async function showRules(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const unreadable = outlineOf(copy.source) === undefined ? { problem: common.problems.unreadable } : {}
    return page(
      c,
      <RulesPage
        screen={screenOf(c, { ...shown, ...unreadable }, common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        rules={rulesOf(copy)}
        answers={answersOf(copy)}
        names={namesOf((outlineOf(copy.source) ?? {}) as OutlineData, copy.shared)}
        fixed={await fixedRules(c, copy)}
      />,
      statusOf(shown),
    )
  }

  async function showRule(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { rule } = await ruleOf(c, copy)
    return page(
      c,
      <RulePage
        screen={screenOf(c, shown)}
        copy={copy}
        name={copyName(copy)}
        answers={answersOf(copy, rule)}
        place={c.req.param('rule') ?? ''}
        rule={rule}
      />,
      statusOf(shown),
    )
  }

  /** The rule of the path: `new`, or its number in the list. */
  async function ruleOf(c: Context<WebEnv>, copy: WorkingCopy) {
    const rules = rulesOf(copy)
    const place = c.req.param('rule') ?? ''
    if (place === 'new') return { index: undefined, rule: undefined, rules }
    const rule = /^\d{1,3}$/.test(place) ? rules[Number(place)] : undefined
    if (rule === undefined) throw notFound()
    await refuseFixed(c, copy, rule)
    return { index: Number(place), rule, rules }
  }

  async function fixedRules(c: Context<WebEnv>, copy: WorkingCopy): Promise<ReadonlySet<string>> {
    const { around } = await checkedOf(designer, c, copy)
    const keys = [...fixedKeysOf(around.published)].filter((key) => key.startsWith('rules:'))
    return new Set(keys.map((key) => key.slice('rules:'.length)))
  }

  /** No screen leads to the form of a law's rule. */
  async function refuseFixed(c: Context<WebEnv>, copy: WorkingCopy, rule: RuleLike): Promise<void> {
    if ((await fixedRules(c, copy)).has(rule.id)) throw notFound()
  }
}

function rulesOf(copy: WorkingCopy): readonly RuleLike[] {
  const data = outlineOf(copy.source) as { readonly rules?: readonly RuleLike[] } | undefined
  return optionalList(data?.rules)
}

/** A rule for each of a repeated group asks for the answers of one of them, too. */
function answersOf(copy: WorkingCopy, rule?: RuleLike) {
  return answersBefore((outlineOf(copy.source) ?? {}) as OutlineData, copy.shared, undefined, rule?.each)
}
