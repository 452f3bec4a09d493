import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { fixedKeysOf } from '../check-copy.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { answersBefore } from '../outline/answers-before.ts'
import { outlineOf } from '../outline/shape.ts'
import { messages } from '../tables/messages.ja.ts'
import { checkedOf, copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import { FeeLinePage } from './fee-line-page.tsx'
import { FeesPage } from './fees-pages.tsx'
import { type FeesData, readFeeLine, readFeeWhole } from './read-fees.ts'

const words = messages.fees

/** Fee lines of a procedure. A line of a law is read only. */
export function feeRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/fees'

  app.get(path, (c) => showFees(c, {}))
  app.post(path, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const list = `/designer/copies/${copy.id}/fees?done=saved`
    if (form.text('do') === 'whole') {
      const reading = readFeeWhole(form)
      if (!reading.ok) return showFees(c, { form, problems: reading.problems })
      const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note: words.notes.whole })
      return outcome.ok ? seeOther(c, list) : showFees(c, { form, problem: outcome.problem })
    }
    const lines = feesOf(copy).fee?.lines ?? []
    const index = Number(/^remove:(\d{1,3})$/.exec(form.text('do'))?.[1] ?? -1)
    const line = lines[index]
    if (line === undefined || (await fixedLines(c, copy)).has(line.id)) throw notFound()
    // Without lines there is no fee.
    const at = lines.length === 1 ? ['fee'] : ['fee', 'lines', index]
    const note = words.notes.remove(line.label?.ja ?? line.id)
    const edits = [{ do: 'set', path: at, value: undefined }] as const
    const outcome = await applyEdits(designer, c, { form, copy, edits, note })
    return outcome.ok ? seeOther(c, list) : showFees(c, { form, problem: outcome.problem })
  })

  app.get(`${path}/:line`, (c) => showLine(c, {}))
  app.post(`${path}/:line`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { index, line, data } = await lineOf(c, copy)
    const reading = readFeeLine(form, data, index, answersOf(copy))
    if (!reading.ok) return showLine(c, { form, problems: reading.problems })
    const note = line === undefined ? words.notes.add(reading.label) : words.notes.line(reading.label)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return showLine(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/fees?done=saved`)
  })

  async function showFees(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const unreadable = outlineOf(copy.source) === undefined ? { problem: common.problems.unreadable } : {}
    return page(
      c,
      <FeesPage
        screen={screenOf(c, { ...shown, ...unreadable }, common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        data={feesOf(copy)}
        answers={answersOf(copy)}
        fixed={await fixedLines(c, copy)}
      />,
      statusOf(shown),
    )
  }

  async function showLine(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { line, data } = await lineOf(c, copy)
    return page(
      c,
      <FeeLinePage
        screen={screenOf(c, shown)}
        copy={copy}
        name={copyName(copy)}
        data={data}
        answers={answersOf(copy)}
        place={c.req.param('line') ?? ''}
        line={line}
      />,
      statusOf(shown),
    )
  }

  /** The line of the path: `new`, or its number in the list. */
  async function lineOf(c: Context<WebEnv>, copy: WorkingCopy) {
    const data = feesOf(copy)
    const place = c.req.param('line') ?? ''
    if (place === 'new') return { index: undefined, line: undefined, data }
    const line = /^\d{1,3}$/.test(place) ? data.fee?.lines?.[Number(place)] : undefined
    if (line === undefined || (await fixedLines(c, copy)).has(line.id)) throw notFound()
    return { index: Number(place), line, data }
  }

  async function fixedLines(c: Context<WebEnv>, copy: WorkingCopy): Promise<ReadonlySet<string>> {
    const { around } = await checkedOf(designer, c, copy)
    const keys = [...fixedKeysOf(around.published)].filter((key) => key.startsWith('fee:'))
    return new Set(keys.map((key) => key.slice('fee:'.length)))
  }
}

function feesOf(copy: WorkingCopy): FeesData {
  return (outlineOf(copy.source) ?? {}) as FeesData
}

function answersOf(copy: WorkingCopy) {
  return answersBefore(feesOf(copy), copy.shared)
}
