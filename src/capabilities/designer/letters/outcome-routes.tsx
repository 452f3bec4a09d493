import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { fixedKeysOf } from '../check-copy.ts'
import { namesOf } from '../computed/names.ts'
import { picksOf } from '../computed/picks.ts'
import { sentenceOf } from '../computed/sentence.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { optionalList } from '../outline/shape.ts'
import { type TablesData, wholeTable } from '../tables/table-shape.ts'
import { checkedOf, copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import type { Edit } from '../yaml/edit.ts'
import { lettersOf, type OutcomeLike } from './letter-data.ts'
import { messages } from './messages.ja.ts'
import { type FollowPick, type OutcomeFieldLike, readGrounds, readOutcomeField } from './outcome-field.ts'
import { OutcomeFieldPage, OutcomeFieldsPage } from './outcome-fields-pages.tsx'
import { OutcomePage } from './outcome-page.tsx'
import { readOutcome } from './read-outcome.ts'

const words = messages.outcomeFields

/** Results: new ones, what the office fills in with each, and the reasons it may begin from. */
export function outcomeRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/letters/outcomes'

  app.get(path, (c) => showOutcome(c, {}))
  app.post(path, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const reading = readOutcome(form, lettersOf(copy) ?? {})
    if (!reading.ok) return showOutcome(c, { form, problems: reading.problems })
    const note = messages.outcome.note(reading.label)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return showOutcome(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/letters?done=saved`)
  })

  app.get(`${path}/:outcome`, (c) => showFields(c, {}))
  app.post(`${path}/:outcome`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { outcome, at } = outcomeOf(c, copy)
    const reading =
      form.text('do') === 'grounds' ? readGrounds(form, outcome, at) : await changeOf(c, copy, form.text('do'))
    if (!reading.ok) return showFields(c, { form, problems: reading.problems })
    const note = words.note(outcome.label?.ja ?? outcome.id)
    const saved = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!saved.ok) return showFields(c, { form, problem: saved.problem })
    return seeOther(c, `/designer/copies/${copy.id}/letters/outcomes/${outcome.id}?done=saved`)
  })

  app.get(`${path}/:outcome/:field`, (c) => showField(c, {}))
  app.post(`${path}/:outcome/:field`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { outcome, at, index } = await fieldOf(c, copy)
    const reading = readOutcomeField(form, { outcome, at, index }, followPicks(copy))
    if (!reading.ok) return showField(c, { form, problems: reading.problems })
    const note = words.note(reading.label)
    const saved = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!saved.ok) return showField(c, { form, problem: saved.problem })
    return seeOther(c, `/designer/copies/${copy.id}/letters/outcomes/${outcome.id}?done=saved`)
  })

  async function showOutcome(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const screen = screenOf(c, shown)
    return page(c, <OutcomePage screen={screen} copy={copy} name={copyName(copy)} />, statusOf(shown))
  }

  async function showFields(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { outcome } = outcomeOf(c, copy)
    const says = optionalList(outcome.fields).flatMap((field) => {
      const said = followWords(copy, field, outcome)
      return said === undefined ? [] : [[field.id, said] as const]
    })
    return page(
      c,
      <OutcomeFieldsPage
        screen={screenOf(c, shown, common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        outcome={outcome}
        says={new Map(says)}
        fixed={await fixedOf(c, copy, outcome)}
      />,
      statusOf(shown),
    )
  }

  async function showField(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { outcome, field } = await fieldOf(c, copy)
    return page(
      c,
      <OutcomeFieldPage
        screen={screenOf(c, shown)}
        copy={copy}
        name={copyName(copy)}
        outcome={outcome}
        place={c.req.param('field') ?? ''}
        field={field}
        picks={followPicks(copy)}
        says={field && followWords(copy, field, outcome)}
      />,
      statusOf(shown),
    )
  }

  /** What the buttons beside a field ask for; 404 for anything else, and for what a law has set. */
  async function changeOf(c: Context<WebEnv>, copy: WorkingCopy, act: string) {
    const { outcome, at } = outcomeOf(c, copy)
    const [, what, number = ''] = /^(up|remove):(\d{1,3})$/.exec(act) ?? []
    const n = Number(number)
    const fields = optionalList(outcome.fields)
    const field = fields[n]
    if (what === undefined || field === undefined || (await fixedOf(c, copy, outcome)).has(field.id)) throw notFound()
    const path = ['outcomes', at, 'fields']
    // The last one goes with its list: an empty list would stand there for nothing.
    const edit: Edit =
      what === 'up'
        ? { do: 'swap', path, index: Math.max(0, n - 1) }
        : { do: 'set', path: fields.length === 1 ? path : [...path, n], value: undefined }
    return { ok: true as const, edits: [edit] }
  }

  /** The field of the path: `new`, or its number within the result. */
  async function fieldOf(c: Context<WebEnv>, copy: WorkingCopy) {
    const { outcome, at } = outcomeOf(c, copy)
    const place = c.req.param('field') ?? ''
    if (place === 'new') return { outcome, at, index: undefined, field: undefined }
    const field = /^\d{1,3}$/.test(place) ? optionalList(outcome.fields)[Number(place)] : undefined
    if (field === undefined || (await fixedOf(c, copy, outcome)).has(field.id)) throw notFound()
    return { outcome, at, index: Number(place), field }
  }

  async function fixedOf(c: Context<WebEnv>, copy: WorkingCopy, outcome: OutcomeLike): Promise<ReadonlySet<string>> {
    const { around } = await checkedOf(designer, c, copy)
    const head = `outcome:${outcome.id}.`
    const keys = [...fixedKeysOf(around.published)].filter((key) => key.startsWith(head))
    return new Set(keys.map((key) => key.slice(head.length)))
  }
}

function outcomeOf(c: Context<WebEnv>, copy: WorkingCopy): { readonly outcome: OutcomeLike; readonly at: number } {
  const outcomes = optionalList(lettersOf(copy)?.outcomes)
  const at = outcomes.findIndex(({ id }) => id === c.req.param('outcome'))
  const outcome = outcomes[at]
  if (outcome === undefined) throw notFound()
  return { outcome, at }
}

/** Tables and computed values that a field of a result may take its value from. */
function followPicks(copy: WorkingCopy): readonly FollowPick[] {
  const data = (lettersOf(copy) ?? {}) as TablesData
  const values = Object.entries(data.values ?? {}).flatMap(([id, value]) =>
    value?.each === undefined ? [{ value: `is:values.${id}`, label: words.fromValue(value?.label?.ja ?? id) }] : [],
  )
  const tables = picksOf(data, copy.shared, undefined, undefined).tables
  return [...values, ...tables.map(({ value, label }) => ({ value: `table:${value}`, label: words.fromTable(label) }))]
}

/** How the value of a field is found, in words; undefined when the office writes it. */
function followWords(copy: WorkingCopy, { follows }: OutcomeFieldLike, outcome: OutcomeLike): string | undefined {
  if (follows === undefined) return undefined
  const data = (lettersOf(copy) ?? {}) as TablesData
  if (follows.table !== undefined)
    return words.fromTable(wholeTable(data.tables?.[follows.table] ?? {}, copy.shared).label ?? follows.table)
  const names = new Map(namesOf(data, copy.shared))
  for (const { id, label } of optionalList(outcome.fields)) names.set(`kase.decided.${id}`, { label: label?.ja ?? id })
  return sentenceOf(follows.is ?? '', names) ?? words.written(follows.is ?? '')
}
