import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { residentFrame } from '../../../design/index.ts'
import { notFound, page, type WebEnv } from '../../../platform/http/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { csrfToken } from '../../identity/index.ts'
import {
  type Answers,
  applyLookup,
  catalogueOf,
  compile,
  formPage,
  lookedUp,
  type ReadResult,
} from '../../procedures/index.ts'
import { checkedOf, copyOf, type Designer, designerForm } from '../web.ts'
import { messages } from './messages.ja.ts'
import { sampleAnswers, sampleFiles } from './sample-answers.ts'
import { nextPage, readSoFar, trialFiling, withItem } from './so-far.ts'
import { WalkEnd, WalkPage } from './walk-pages.tsx'

/**
 * A working copy tried from the first page to the last, as a resident would: each page follows from the answers before, which travel in
 * the form and are kept nowhere. It may stand in a frame of the office's own page, as large as a phone.
 */
export function walkRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/trial/walk'

  app.get(path, async (c) => {
    const at = await walked(c)
    const today = dayOf(c.get('now'))
    const filled = c.req.query('sample') === 'yes'
    const answers = filled ? sampleAnswers(at.definition, today) : sampleFiles(at.definition, today)
    return show(c, at, answers, nextPage(at.procedure, undefined, answers, at.filing, at.city))
  })

  app.post(path, async (c) => {
    const [form, at] = [await designerForm(c), await walked(c)]
    const { procedure, filing, city, definition } = at
    const before = readSoFar(form.text('so-far'))
    const id = form.text('walked')
    if (!definition.pages.some((each) => each.id === id)) throw notFound()
    const read = procedure.readPage(id, form.fields, before, filing, city)
    const items = withItem(definition, read.answers, form.text('do'))
    if (items !== undefined) return show(c, at, items, id)
    const act = form.text('do')
    const written = definition.pages.find((each) => each.id === id)
    if (act.startsWith('lookup:') && written) {
      // The same look-up as the portal's: an address by its postcode, a bank by its numbers.
      const looked = act.slice('lookup:'.length)
      const { answers, typed } = applyLookup({ answers: read.answers, typed: read.typed }, written, looked, [])
      return show(c, at, answers, id, { typed, problems: [] }, looked)
    }
    if (act !== '') return show(c, at, read.answers, id)
    if (read.problems.some(({ severity }) => severity !== 'warn')) return show(c, at, read.answers, id, read)
    return show(c, at, read.answers, nextPage(procedure, id, read.answers, filing, city))
  })

  /** What a trial is held against; 404 while the text has errors. */
  async function walked(c: Context<WebEnv>) {
    const copy = await copyOf(designer, c)
    const { definition, hash } = await checkedOf(designer, c, copy)
    if (!definition) throw notFound()
    const city = await catalogueOf(designer.services).facts(c.get('city').id, dayOf(c.get('now')))
    const filing = trialFiling(definition, c.get('now'))
    return { copy, definition, procedure: compile(definition, hash), city, filing }
  }

  function show(
    c: Context<WebEnv>,
    { copy, procedure, filing, city }: Awaited<ReturnType<typeof walked>>,
    answers: Answers,
    pageId: string | undefined,
    read?: Pick<ReadResult, 'typed' | 'problems'>,
    /** Path of the field whose look-up button was pressed: the page stays, nothing is held against anybody. */
    looked?: string,
  ): Response | Promise<Response> {
    // Nothing here is kept or sent: a page that was pressed inside a frame has changed nothing.
    c.set('morePolicy', { framedByOwn: true })
    const language = languageOf(c)
    const base = `/designer/copies/${copy.id}/trial`
    // Outside the frame there has to be a way back to the office.
    const wide = c.req.query('wide') === 'yes'
    const addressIn = (locale: Locale): string => `${base}/walk?in=${locale}${wide ? '&wide=yes' : ''}`
    const frame = {
      ...residentFrame(c),
      ...(wide ? { back: { href: base, label: messages.previewBack } } : {}),
      locale: language,
      languageHref: (locale: Locale) => addressIn(locale),
    }
    const shared = { frame, csrf: csrfToken(c), action: addressIn(language), soFar: answers }
    const shown = pageId === undefined ? undefined : formPage(procedure, pageId, answers, filing, city)
    if (!shown) {
      const relevant = procedure.relevant(answers, filing, city)
      return page(
        c,
        <WalkEnd
          {...shared}
          soFar={relevant}
          sections={procedure.summarise(relevant, filing, city, 'ja')}
          problems={procedure.validate(relevant, filing, city).filter(({ severity }) => severity !== 'warn')}
          again={addressIn(language)}
          keep={copy.state === 'open' ? `${base}/examples` : undefined}
        />,
      )
    }
    const filled = { answers: shown.answers, typed: read?.typed ?? {} }
    const found = looked === undefined ? undefined : shown.page.fields.find((each) => each.path === looked)
    const route = procedure.route(answers, filing, city)
    const current = route.findIndex((each) => each.page.id === pageId) + 1
    return page(
      c,
      <WalkPage
        {...shared}
        page={shown.page.page}
        place={{ current, total: route.length }}
        fields={{
          page: shown.page,
          answers: shown.answers,
          typed: read?.typed ?? {},
          problems: read?.problems ?? [],
          ...(found === undefined ? {} : { lookups: { [found.path]: lookedUp(found, filled) } }),
        }}
      />,
      read === undefined || looked !== undefined ? {} : { status: 422 },
    )
  }
}

function languageOf(c: Context<WebEnv>): Locale {
  const wanted = c.req.query('in')
  return wanted === 'easy' || wanted === 'en' ? wanted : 'ja'
}
