import type { Context, Hono } from 'hono'
import { dayOf } from '../../../../civic/day.ts'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../../platform/http/index.ts'
import { currentStaff, mayDo, postedForm } from '../../../identity/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { readDatasetFolder } from '../../language/folder.ts'
import { authorsOf, routeOfDraft } from '../approval/find-route.ts'
import { otherPublishers } from '../approval/publishers.ts'
import { lastReturn } from '../draft/act.ts'
import { decideDraft } from '../draft/decide.ts'
import { describedDifferences } from '../draft/described-differences.ts'
import { differencesOf } from '../draft/differences.ts'
import type { Draft, RepairFilter } from '../draft/draft.ts'
import { discardDraft } from '../draft/give-up.ts'
import { proposeDraft } from '../draft/propose.ts'
import { acceptProposals, moveDatum } from '../draft/repair-draft.ts'
import { readRows } from '../draft/store-rows.ts'
import { DifferencesPage } from './differences-page.tsx'
import { DiscardPage } from './discard.tsx'
import { messages } from './messages.ja.ts'
import { ProblemsPage } from './problems-page.tsx'
import { PublicationPage } from './publication-page.tsx'
import { actOf, dbOf, draftOf, momentText, type OfficeServices, personOf, refusalOf, screenOf, seenOf } from './web.ts'

const perPage = 50

/** One draft: what was found, what is different, the way to the public. Its headers and rows have files of their own. */
export function draftRoutes(app: Hono<WebEnv>, services: OfficeServices): void {
  app.get('/datasets/drafts/:draft', async (c) => {
    const draft = await draftOf(services, c)
    if (draft.state === 'describing') return seeOther(c, `/datasets/drafts/${draft.id}/description`)
    if (draft.about && draft.state === 'open') return seeOther(c, `/datasets/drafts/${draft.id}/about`)
    if (draft.about && draft.state === 'proposed') return seeOther(c, `/datasets/drafts/${draft.id}/publication`)
    if (draft.state === 'matching') return seeOther(c, `/datasets/drafts/${draft.id}/headers`)
    return showProblems(c, services, draft, {})
  })

  app.post('/datasets/drafts/:draft/repairs', async (c) => {
    const draft = await draftOf(services, c)
    const form = await postedForm(c)
    const which = form.text('which')
    const [code, column] = [form.text('code'), form.text('column')]
    if (which === 'kind' && code === '') throw notFound()
    const filter: RepairFilter =
      which === 'sure' ? { sure: true } : which === 'all' ? {} : { code, ...(column === '' ? {} : { column }) }
    const act = actOf(services, c, form)
    const seen = { draftId: draft.id, seen: seenOf(form) }
    const outcome = which === 'datum' ? await moveDatum(act, seen) : await acceptProposals(act, { ...seen, filter })
    if (outcome.ok) return seeOther(c, `/datasets/drafts/${draft.id}?done=repaired`)
    return refused(c, draft.id, await refusalOf(services, c, draft.id, outcome.refusal))
  })

  app.post('/datasets/drafts/:draft/discard', async (c) => {
    const draft = await draftOf(services, c)
    const form = await postedForm(c)
    if (form.text('sure') !== 'yes') {
      const shown: Shown = { problems: { sure: messages.draft.discardUnsure } }
      return page(c, <DiscardPage screen={screenOf(c, shown)} draft={draft} />, statusOf(shown))
    }
    const outcome = await discardDraft(actOf(services, c, form), draft.id)
    if (!outcome.ok) return refused(c, draft.id, await refusalOf(services, c, draft.id, outcome.refusal))
    return seeOther(
      c,
      draft.datasetId === undefined ? '/datasets?done=discarded' : `/datasets/${draft.datasetId}?done=discarded`,
    )
  })

  app.get('/datasets/drafts/:draft/differences', async (c) => {
    const draft = readable(await draftOf(services, c))
    const comparison = await differencesOf(services, c.get('city').id, draft)
    return page(c, <DifferencesPage screen={screenOf(c)} draft={draft} comparison={comparison} />)
  })

  app.get('/datasets/drafts/:draft/publication', (c) => showPublication(c, {}))

  app.post('/datasets/drafts/:draft/publication', async (c) => {
    const draft = await draftOf(services, c)
    if (draft.state !== 'open' && draft.state !== 'proposed') throw notFound()
    const form = await postedForm(c)
    const act = actOf(services, c, form)
    const done = form.text('do')
    const words = messages.publication
    if (done === 'propose') {
      const typed = form.text('note').trim()
      const correction = form.text('correction') === 'yes'
      const note = correction ? `${words.correctionMark}${typed}` : typed
      if (typed === '' || note.length > 1000) return showPublication(c, { form, problems: { note: words.noteMissing } })
      const outcome = await proposeDraft(act, { draftId: draft.id, seen: seenOf(form), note, correction })
      if (!outcome.ok) {
        const problem =
          outcome.refusal === 'no-route' ? words.noRoute(outcome.sentence) : words.refusals[outcome.refusal]
        return showPublication(c, { form, problem })
      }
      return seeOther(c, `/datasets/drafts/${draft.id}/publication?done=proposed`)
    }
    if (done !== 'approved' && done !== 'sent-back' && done !== 'recalled') throw notFound()
    const comment = form.text('comment').trim()
    if (comment.length > 1000 || (done === 'sent-back' && comment === ''))
      return showPublication(c, { form, problems: { comment: words.commentMissing } })
    const mayPublish = mayDo(currentStaff(c), 'opendata.publish')
    const outcome = await decideDraft(act, { draftId: draft.id, decision: done, comment, mayPublish })
    if (!outcome.ok) return showPublication(c, { form, problem: words.refusals[outcome.refusal] })
    if (done === 'approved') return seeOther(c, `/datasets/${draft.datasetId}?done=approved`)
    return seeOther(c, `/datasets/drafts/${draft.id}/publication?done=${done}`)
  })

  async function showPublication(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const draft = await draftOf(services, c)
    if (draft.state !== 'open' && draft.state !== 'proposed') return seeOther(c, `/datasets/drafts/${draft.id}`)
    const screen = screenOf(c, shown)
    const db = dbOf(services, c)
    const authors = await authorsOf(db, draft.id)
    const writing = draft.state === 'open' ? [...authors, screen.staffId] : authors
    return page(
      c,
      <PublicationPage
        screen={screen}
        draft={draft}
        route={draft.state === 'open' ? await routeOfDraft(personOf(services, c), draft) : { kind: 'four-eyes' }}
        {...(draft.about
          ? {
              said: (await describedDifferences(db, draft)).said ?? [],
              topics: topicLabels(services),
            }
          : {})}
        ownWork={authors.includes(screen.staffId)}
        publishers={await otherPublishers(db, dayOf(c.get('now')), writing)}
        {...(await returnedOf(services, c, draft))}
      />,
      statusOf(shown),
    )
  }

  async function refused(c: Context<WebEnv>, draftId: string, problem: string): Promise<Response> {
    const draft = await draftOf(services, c)
    if (draft.id !== draftId || draft.state === 'describing' || draft.state === 'matching') throw notFound()
    return showProblems(c, services, draft, { problem })
  }
}

/** Topics by id, as people know them. */
function topicLabels(services: OfficeServices): Readonly<Record<string, string>> {
  const { shared } = readDatasetFolder(services.config.rootDir)
  return Object.fromEntries(shared.topics.map(({ id, label }) => [id, label.ja]))
}

async function showProblems(
  c: Context<WebEnv>,
  services: OfficeServices,
  draft: Draft,
  shown: Shown,
): Promise<Response> {
  const [code, column] = [c.req.query('code'), c.req.query('column')]
  const after = Number(c.req.query('after') ?? '-1')
  const open = (draft.state === 'open' || draft.state === 'proposed') && draft.task === undefined
  const wanted = code === undefined ? 'any' : { code, ...(column === undefined ? {} : { column }) }
  const rows = open
    ? await readRows(dbOf(services, c), draft.id, {
        after: Number.isSafeInteger(after) ? Math.min(Math.max(after, -1), 2_000_000_000) : -1,
        limit: perPage + 1,
        problems: wanted,
      })
    : []
  const shownRows = rows.slice(0, perPage)
  const last = shownRows.at(-1)
  const next = new URLSearchParams({
    ...(code === undefined ? {} : { code }),
    ...(column === undefined ? {} : { column }),
    after: String(last?.number ?? 0),
  })
  return page(
    c,
    <ProblemsPage
      screen={screenOf(c, shown)}
      draft={draft}
      rows={shownRows}
      {...(await returnedOf(services, c, draft))}
      {...(code === undefined ? {} : { code })}
      {...(column === undefined ? {} : { column })}
      {...(rows.length > perPage ? { nextHref: `/datasets/drafts/${draft.id}?${next}#problems` } : {})}
    />,
    statusOf(shown),
  )
}

async function returnedOf(
  services: OfficeServices,
  c: Context<WebEnv>,
  draft: Draft,
): Promise<{ readonly returned?: string }> {
  const last = draft.state === 'open' ? await lastReturn(dbOf(services, c), draft.id) : undefined
  return last === undefined ? {} : { returned: messages.draft.returned(last.name, momentText(last.at), last.note) }
}

/** A draft whose rows can be looked at. */
export function readable(draft: Draft): Draft & { readonly definition: DatasetDefinition } {
  const { definition } = draft
  if (!definition || draft.about || (draft.state !== 'open' && draft.state !== 'proposed')) throw notFound()
  return { ...draft, definition }
}
