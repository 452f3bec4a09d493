import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { fixedKeysOf } from '../check-copy.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { readPicked } from '../outline/condition.ts'
import { outlineOf } from '../outline/shape.ts'
import { type TablesData, type ValueLike, wholeTable } from '../tables/table-shape.ts'
import { checkedOf, copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import { readCalculation } from './calculation.ts'
import { ComputedPage, type ComputedRow } from './computed-pages.tsx'
import { ComputedFormPage } from './form-page.tsx'
import { messages } from './messages.ja.ts'
import { namesOf } from './names.ts'
import { picksOf, repeatedGroups } from './picks.ts'
import { type Computed, type ComputedKind, readComputed } from './read-computed.ts'
import { sentenceOf } from './sentence.ts'

const words = messages.form

/** Computed values and conditions with a name: said in sentences, made and changed by picking. Those of a law stay. */
export function computedRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/values'

  app.get(path, (c) => showList(c, {}))
  app.post(path, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const computed = computedAt(copy, /^remove:(.+)$/.exec(form.text('do'))?.[1] ?? '')
    if (computed === undefined || (await fixedOf(c, copy)).has(placeOf(computed))) throw notFound()
    const label = labelOf(computed)
    if (Number(form.text('seen')) === copy.version && isUsed(copy, computed))
      return showList(c, { form, problem: words.problems.used(label) })
    const { head, id } = computed
    const last = Object.keys(dataOf(copy)[head] ?? {}).length === 1
    const edits = [{ do: 'set', path: last ? [head] : [head, id], value: undefined }] as const
    const outcome = await applyEdits(designer, c, { form, copy, edits, note: words.noteRemove(label) })
    if (!outcome.ok) return showList(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/values?done=saved`)
  })

  app.get(`${path}/:place`, (c) => showForm(c, {}))
  app.post(`${path}/:place`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { kind, each, before, picks, data } = await formOf(c, copy)
    const reading = readComputed(form, { kind, data, picks, each, before })
    if (!reading.ok) return showForm(c, { form, problems: reading.problems })
    const note = before === undefined ? words.noteAdd(reading.label) : words.noteEdit(reading.label)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return showForm(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/values?done=saved`)
  })

  async function showList(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const fixed = await fixedOf(c, copy)
    const unreadable = outlineOf(copy.source) === undefined ? { problem: common.problems.unreadable } : {}
    const rows = (head: Computed['head']): readonly ComputedRow[] =>
      Object.keys(dataOf(copy)[head] ?? {}).flatMap((id) => {
        const computed = computedAt(copy, `${head}.${id}`)
        return computed === undefined ? [] : [rowOf(computed, copy, fixed)]
      })
    return page(
      c,
      <ComputedPage
        screen={screenOf(c, { ...shown, ...unreadable }, common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        values={rows('values')}
        conditions={rows('conditions')}
        groups={repeatedGroups(dataOf(copy), copy.shared)}
      />,
      statusOf(shown),
    )
  }

  async function showForm(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { kind, each, before, picks, data } = await formOf(c, copy)
    const groups = repeatedGroups(data, copy.shared)
    return page(
      c,
      <ComputedFormPage
        screen={screenOf(c, shown)}
        copy={copy}
        name={copyName(copy)}
        kind={kind}
        each={each}
        group={groups.find(({ value }) => value === each)?.label}
        picks={picks}
        before={before}
        says={
          before?.value.is === undefined ? undefined : sentenceOf(before.value.is, namesOf(data, copy.shared), each)
        }
      />,
      statusOf(shown),
    )
  }

  /** What the form of the path is about: `new` with a kind, or a value or condition that is there. */
  async function formOf(c: Context<WebEnv>, copy: WorkingCopy) {
    const data = dataOf(copy)
    const place = c.req.param('place') ?? ''
    const before = place === 'new' ? undefined : computedAt(copy, place)
    if (place !== 'new' && (before === undefined || (await fixedOf(c, copy)).has(place))) throw notFound()
    const each = before === undefined ? c.req.query('each') || undefined : before.value.each
    if (each !== undefined && !repeatedGroups(data, copy.shared).some(({ value }) => value === each)) throw notFound()
    const picks = picksOf(data, copy.shared, each, before === undefined ? undefined : place)
    const wanted = c.req.query('kind') ?? (before === undefined ? 'terms' : kindOf(before, picks.answers))
    if (!Object.hasOwn(messages.kinds, wanted)) throw notFound()
    // A condition is only a condition, and nothing else becomes one.
    const kind = (before?.head === 'conditions' ? 'condition' : wanted) as ComputedKind
    if (kind === 'own' && before === undefined) throw notFound()
    if ((kind === 'condition') !== (before === undefined ? wanted === 'condition' : before.head === 'conditions'))
      throw notFound()
    return { kind, each: kind === 'condition' ? undefined : each, before, picks, data }
  }

  async function fixedOf(c: Context<WebEnv>, copy: WorkingCopy): Promise<ReadonlySet<string>> {
    return new Set(fixedKeysOf((await checkedOf(designer, c, copy)).around.published))
  }
}

/** As which kind it can be changed; `own`: it says more than can be picked. */
function kindOf({ value }: Computed, answers: Parameters<typeof readPicked>[1]): ComputedKind {
  if (value.table !== undefined) return 'table'
  const read = readCalculation(value.is ?? '', value.type)
  if (read === undefined) return 'own'
  if (read.kind === 'split' && readPicked(read.when, answers) === undefined) return 'own'
  return read.kind === 'holds' && readPicked(read.is, answers) === undefined ? 'own' : read.kind
}

function rowOf(computed: Computed, copy: WorkingCopy, fixed: ReadonlySet<string>): ComputedRow {
  const data = dataOf(copy)
  const { head, value } = computed
  const is = value.is?.trim() ?? ''
  const said =
    value.table === undefined
      ? (sentenceOf(is, namesOf(data, copy.shared), value.each) ?? messages.written(is))
      : messages.byTable(wholeTable(data.tables?.[value.table] ?? {}, copy.shared).label ?? value.table)
  const group = repeatedGroups(data, copy.shared).find((each) => each.value === value.each)?.label
  const whole = value.each === undefined ? said : messages.eachOf(group ?? value.each, said)
  return {
    place: placeOf(computed),
    label: labelOf(computed),
    says: head === 'values' && value.show === 'resident' ? messages.shown(whole) : whole,
    fixed: fixed.has(placeOf(computed)) ? (value.article ?? messages.fixed) : undefined,
  }
}

function dataOf(copy: WorkingCopy): TablesData {
  return (outlineOf(copy.source) ?? {}) as TablesData
}

function computedAt(copy: WorkingCopy, place: string): Computed | undefined {
  const [head = '', id = ''] = place.split('.')
  if (head !== 'values' && head !== 'conditions') return undefined
  const all = dataOf(copy)[head] as Readonly<Record<string, unknown>> | undefined
  const value = all !== undefined && Object.hasOwn(all, id) ? all[id] : undefined
  return typeof value === 'object' && value !== null ? { head, id, value: value as ValueLike } : undefined
}

function placeOf({ head, id }: Computed): string {
  return `${head}.${id}`
}

function labelOf({ id, value }: Computed): string {
  const label: unknown = value.label
  return typeof label === 'string' ? label : (value.label?.ja ?? id)
}

/** Whether anything names it: an expression (a condition also by its bare name), an amount, a letter. */
function isUsed(copy: WorkingCopy, { head, id }: Computed): boolean {
  const named = new RegExp(`(?<![\\w.-])(?:${head}[.-])${id}(?![\\w-])`, 'u')
  const bare = new RegExp(`(?<![\\w.'"-])${id}(?![\\w'"-])`, 'u')
  const lines = copy.source.split('\n').filter((line) => !/^\s*#/.test(line))
  const expressions = lines.filter((line) => !new RegExp(`^\\s+${id}:`, 'u').test(line))
  const letters = Object.values(copy.letters)
  return (
    [...lines, ...letters].some((line) => named.test(line)) ||
    (head === 'conditions' && expressions.some((line) => bare.test(line))) ||
    (head === 'values' && letters.some((text) => text.includes(`"${id}"`)))
  )
}
