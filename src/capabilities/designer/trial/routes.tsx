import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { residentFrame } from '../../../design/index.ts'
import { notFound, page, type WebEnv } from '../../../platform/http/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { csrfToken } from '../../identity/index.ts'
import {
  type Answers,
  catalogueOf,
  compile,
  formPage,
  listRegisters,
  type Problem,
  type ProcedureDefinition,
} from '../../procedures/index.ts'
import { copyName } from '../name.ts'
import { checkedOf, copyOf, type Designer, dbOf, designerForm, screenOf } from '../web.ts'
import { setSampleLetter } from './letter.ts'
import { messages } from './messages.ja.ts'
import { PreviewPage } from './preview-page.tsx'
import { runCases } from './run-cases.ts'
import { trialFiling } from './so-far.ts'
import { TrialPage } from './trial-page.tsx'

/** A working copy tried: its pages as residents see them, its examples. Nothing is stored. */
export function trialRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/trial', (c) => showTrial(c))
  app.get('/designer/copies/:copy/trial/letters/:outcome', async (c) => {
    const copy = await copyOf(designer, c)
    const { definition, hash } = await checkedOf(designer, c, copy)
    const outcome = definition?.outcomes.find(({ id, letter }) => id === c.req.param('outcome') && letter !== undefined)
    if (!definition || !outcome) throw notFound()
    const set = await setSampleLetter(designer, {
      city: c.get('city'),
      at: c.get('now'),
      copy,
      definition,
      hash,
      outcome,
    })
    if (!set.ok) {
      const why =
        set.refusal === 'missing-glyphs'
          ? messages.letterGlyphs(set.characters.join(''))
          : messages.letterBroken(set.diagnostics.slice(0, 3).join(' / '))
      return showTrial(c, why)
    }
    c.header('content-type', 'application/pdf')
    c.header('content-disposition', 'inline; filename="letter.pdf"')
    c.header('cache-control', 'no-store')
    return c.body(new Uint8Array(set.pdf))
  })

  app.get('/designer/copies/:copy/trial/pages/:page', (c) => preview(c, undefined))
  app.post('/designer/copies/:copy/trial/pages/:page', async (c) => preview(c, (await designerForm(c)).fields))

  async function showTrial(c: Context<WebEnv>, problem?: string): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { definition, hash } = await checkedOf(designer, c, copy)
    // Pages of the trial itself are shown in a frame of this one.
    c.set('morePolicy', { frame: ["'self'"] })
    const registers = await listRegisters(dbOf(designer, c))
    return page(
      c,
      <TrialPage
        screen={screenOf(c, problem === undefined ? {} : { problem }, messages.done)}
        copy={copy}
        name={copyName(copy)}
        definition={definition}
        sample={c.req.query('sample') === 'yes'}
        results={definition ? runCases(definition, hash, copy.cases, registers) : []}
      />,
      problem === undefined ? {} : { status: 422 },
    )
  }

  async function preview(
    c: Context<WebEnv>,
    form: ReadonlyMap<string, readonly string[]> | undefined,
  ): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { definition, hash } = await checkedOf(designer, c, copy)
    const id = c.req.param('page') ?? ''
    const written = definition?.pages.find((each) => each.id === id)
    if (!definition || !written) throw notFound()
    const city = await catalogueOf(designer.services).facts(c.get('city').id, dayOf(c.get('now')))
    const filing = trialFiling(definition, c.get('now'))
    const onPath = formPage(compile(definition, hash), id, {}, filing, city) !== undefined
    // A page that hangs on answers of other pages is shown by itself, as if its condition held.
    const pages = definition.pages.map((each) => (each === written ? shownAlways(each) : each))
    const alone = onPath ? definition : { ...definition, pages }
    const procedure = compile(alone, `${hash}:${id}`)
    const read = form && procedure.readPage(id, form, {}, filing, city)
    const answers: Answers = read?.answers ?? {}
    const shown = formPage(procedure, id, answers, filing, city)
    if (!shown) throw notFound()
    const problems: readonly Problem[] = read?.problems ?? []
    const said = read && problems.length === 0 ? messages.checked : messages.preview
    const language = localeOf(c)
    const path = `/designer/copies/${copy.id}/trial/pages/${id}`
    return page(
      c,
      <PreviewPage
        frame={{ ...residentFrame(c), locale: language, languageHref: (locale) => `${path}?in=${locale}` }}
        page={written}
        fields={{ page: shown.page, answers: shown.answers, typed: read?.typed ?? {}, problems }}
        action={`${path}?in=${language}`}
        csrf={csrfToken(c)}
        back={`/designer/copies/${copy.id}/trial`}
        notice={onPath ? said : `${said}${messages.notOnPath}`}
      />,
      problems.length > 0 ? { status: 422 } : {},
    )
  }
}

function localeOf(c: Context<WebEnv>): Locale {
  const wanted = c.req.query('in')
  return wanted === 'easy' || wanted === 'en' ? wanted : 'ja'
}

function shownAlways(page: ProcedureDefinition['pages'][number]): ProcedureDefinition['pages'][number] {
  const { when: _when, ...rest } = page
  return { ...rest, groups: page.groups.map(({ when: _group, ...group }) => group) }
}
