import type { Context, Hono } from 'hono'
import { dayOf, daysBetween } from '../../../civic/day.ts'
import type { Words } from '../../../design/index.ts'
import { notFound, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { CorrectionRequestMessage } from '../../exchange/index.ts'
import { checkCsrf, csrfToken } from '../../identity/index.ts'
import { type Answers, applyLookup, fieldAt, type Problem, summaryOf } from '../../procedures/index.ts'
import { same, valueAt, withAnswersAt } from '../drafts/draft.ts'
import { draftsMessages } from '../drafts/messages.ts'
import { isFileField, newFormKey, presentFields } from '../drafts/present-page.ts'
import { filesAt, takeFiles, withFiles, withoutFile } from '../drafts/uploads.ts'
import { sayDay, sayMoment } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { tooLong } from '../shared/too-long.ts'
import { isUuid } from '../shared/uuid.ts'
import { openSmall, sealSmall } from '../submission/copy.ts'
import { answerCorrection } from './actions.ts'
import { type CorrectionBasis, correctionPages, readCorrection } from './correction.ts'
import { type MailboxMessages, mailboxMessages } from './messages.ts'
import { newFiles } from './new-files.ts'
import { type OwnView, openOwnView } from './own-view.ts'
import { type CorrectionRow, findCorrection, markNoticesRead } from './store.ts'
import { isUndecided, stateWords } from './timeline.ts'
import { CorrectionPage, type CorrectionProps } from './views/small-pages.tsx'

/** Letters that what the person wants to say may have. */
const commentLetters = 1000

/** What was prepared so far and not sent. */
interface Prepared {
  readonly answers: Answers
  readonly typed: Readonly<Record<string, string>>
  readonly comment: string
}

interface Asked {
  readonly view: OwnView
  readonly row: CorrectionRow
  readonly request: CorrectionRequestMessage
  readonly basis: CorrectionBasis
  readonly prepared: Prepared
}

/** A correction request: shown with the asked fields only, saved, sent. */
export function correctionRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/applications/:application/corrections/:correction', async (c) => {
    const asked = await openCorrection(c, portal)
    await markNoticesRead(cityDb(portal, c.get('city').id), asked.view.row.id, c.get('now'))
    const m = mailboxMessages[c.get('locale')]
    return show(c, asked, asked.prepared, [], c.req.query('saved') === 'yes' ? m.correctionSaved : undefined)
  })

  app.post('/applications/:application/corrections/:correction', async (c) => {
    const asked = await openCorrection(c, portal)
    const { view, row, basis } = asked
    const here = `/applications/${view.row.id}/corrections/${row.id}`
    if (row.answered_at !== null || !isUndecided(view.row.state)) return seeOther(c, here)
    const fields = correctionPages(basis)
      .flatMap((each) => each.fields)
      .filter(({ path }) => basis.paths.includes(path))
    const form = await readForm(c, { bodyBytes: fields.some(isFileField) ? 32 * 1024 * 1024 : 256 * 1024 })
    const locale = c.get('locale')
    const m = mailboxMessages[locale]
    const city = c.get('city')
    const now = c.get('now')
    const reading = readCorrection({ ...basis, answers: asked.prepared.answers }, form.fields)
    const comment = form.text('comment').trim()
    const typed = { answers: reading.answers, typed: reading.typed, comment }
    if (!checkCsrf(c, form.text('csrf')))
      return show(c, asked, typed, [], undefined, [{ message: draftsMessages[locale].stale }])
    const long = tooLong(comment, commentLetters, m.correctionComment, locale)
    const extra = long === undefined ? [] : [{ id: 'comment', message: long }]
    const owner = { portal, city, now, draft: { id: view.row.id, body: { answers: reading.answers } } }
    const uploads = await takeFiles(owner, fields, form.files)
    const [verb = '', path = '', fileId = ''] = form.text('do').split(':')
    const withNew = withFiles({ answers: reading.answers, sources: {} }, uploads.taken)
    const removes = verb === 'remove' && fields.some((field) => field.path === path && isFileField(field))
    const { answers } = removes ? withoutFile(withNew, path, fileId) : withNew
    const looked = verb === 'lookup' ? correctionPages(basis).find((each) => fieldAt(each.page, path)) : undefined
    const unread = reading.problems.length > 0 || looked !== undefined
    const read: Prepared = { answers, typed: unread ? reading.typed : {}, comment }
    const prepared = looked ? applyLookup(read, looked.page, path, portal.cityMap(city.id).towns) : read
    const keep = async (): Promise<void> => {
      const box = sealSmall(portal.services.keys, city.id, `correction draft:${row.id}`, prepared)
      await cityDb(portal, city.id)
        .updateTable('correction')
        .set({ draft_body: box })
        .where('id', '=', row.id)
        .where('answered_at', 'is', null)
        .execute()
    }
    if (uploads.problems.length > 0) {
      await keep()
      return show(c, asked, prepared, uploads.problems, undefined, extra)
    }
    if (verb !== '') {
      await keep()
      return seeOther(c, afterButton(here, verb, path))
    }
    const after = readCorrection({ ...basis, answers }, form.fields)
    const refusals = after.problems.filter(
      ({ severity, path: at, code }) =>
        severity !== 'warn' && !(code === 'missing' && filesAt(prepared, at).length > 0),
    )
    if (refusals.length > 0 || extra.length > 0) {
      await keep()
      return show(c, asked, { ...prepared, typed: reading.typed }, refusals, undefined, extra)
    }
    const changed = basis.paths.filter((each) => !same(valueAt(basis.answers, each), valueAt(answers, each)))
    if (changed.length === 0 && comment === '')
      return show(c, asked, prepared, [], undefined, [{ id: 'comment', message: m.correctionUnchanged }])
    const requestKey = form.text('requestKey')
    const sent = await answerCorrection({ portal, city, now }, view.row, {
      correctionId: row.id,
      requestKey: isUuid(requestKey) ? requestKey : newFormKey(),
      changed,
      message: {
        answers,
        // Every asked field was on the form: one sent again as it was is an answer too (「このままで正しい」).
        changedPaths: [...basis.paths],
        comment,
        files: await newFiles(portal, city.id, view.row.id, basis, answers),
      },
    })
    // Withdrawn or decided while it was being sent: the page is opened again and says so.
    return seeOther(c, sent.ok ? `/applications/${view.row.id}?done=corrected` : here)
  })
}

/** Where a small button of the form leads back to, once everything is kept. */
function afterButton(here: string, verb: string, path: string): string {
  if (verb === 'later') return `${here}?saved=yes`
  if (path === '') return here
  return verb === 'lookup' ? `${here}?looked=${encodeURIComponent(path)}#${path}` : `${here}#${path}`
}

async function openCorrection(c: Context<WebEnv>, portal: Portal): Promise<Asked> {
  const view = await openOwnView(c, portal)
  const cityId = c.get('city').id
  const { keys } = portal.services
  const row = await findCorrection(cityDb(portal, cityId), view.row.id, c.req.param('correction') ?? '')
  if (row === undefined) throw notFound()
  const request = openSmall<CorrectionRequestMessage>(keys, cityId, `correction:${row.id}`, row.body)
  const { procedure, filing, facts, copy } = view
  const basis = { procedure, filing, facts, answers: copy.answers, paths: request.items.map(({ path }) => path) }
  const held =
    row.draft_body === null
      ? { answers: copy.answers, typed: {}, comment: '' }
      : openSmall<Prepared>(keys, cityId, `correction draft:${row.id}`, row.draft_body)
  // What was prepared is older than an answer to another request that was sent since.
  const prepared = { ...held, answers: withAnswersAt(copy.answers, held.answers, basis.paths) }
  return { view, row, request, basis, prepared }
}

function show(
  c: Context<WebEnv>,
  asked: Asked,
  prepared: Prepared,
  problems: readonly Problem[],
  notice?: string,
  extra: readonly { readonly id?: string; readonly message: Words }[] = [],
): Response {
  const locale = c.get('locale')
  const m = mailboxMessages[locale]
  const { view, row, request, basis } = asked
  const { portal } = view
  const only = new Set(basis.paths)
  const rows = view.sections.flatMap((section) => section.rows)
  const pages = correctionPages({ ...basis, answers: prepared.answers })
  const left = daysBetween(dayOf(c.get('now')), row.due_on)
  const base = `/applications/${view.row.id}`
  const looked = c.req.query('looked')
  const summary = pages.flatMap((each) =>
    summaryOf(
      problems.filter((problem) =>
        each.fields.some(({ path }) => problem.path === path || problem.path.startsWith(`${path}.`)),
      ),
      each,
    ),
  )
  const tree = (
    <CorrectionPage
      frame={frameOf(c, view.session)}
      m={m}
      hidden={{ csrf: csrfToken(c), requestKey: newFormKey() }}
      name={view.procedure.definition.name}
      backHref={base}
      action={`${base}/corrections/${row.id}`}
      from={m.correctionFrom(request.section, sayMoment(row.requested_at, locale))}
      intro={request.intro}
      items={request.items.map((item) => {
        const shown = rows.find(({ path }) => path === item.path)
        return { id: item.path, title: shown?.label ?? item.path, reason: item.reason, current: shown?.text ?? '' }
      })}
      fields={pages.map((each) =>
        presentFields(
          {
            page: each,
            answers: prepared.answers,
            typed: prepared.typed,
            problems,
            ...(looked === undefined ? {} : { looked }),
            sources: {},
            fileHref: (fileId) => `${base}/files/${fileId}`,
            waitingList: view.procedure.definition.capacity?.waitingList ?? false,
            map: portal.cityMap(c.get('city').id),
            numberAsked: view.facts.sealNumber !== undefined,
            only,
          },
          locale,
        ),
      )}
      multipart={pages.some((each) => each.fields.some((field) => only.has(field.path) && isFileField(field)))}
      due={{ value: sayDay(row.due_on, locale), left: m.correctionLeft(left), late: left < 0 }}
      call={m.correctionCall(request.section, request.sectionPhone)}
      comment={{ text: prepared.comment, limit: commentLetters }}
      problems={[...extra, ...summary]}
      {...closedWords(asked, m, locale)}
      {...(notice === undefined ? {} : { notice })}
    />
  )
  return page(c, tree, problems.length + extra.length > 0 ? { status: 422 } : {})
}

/** Why nothing can be sent any more. */
function closedWords({ view, row }: Asked, m: MailboxMessages, locale: Locale): Pick<CorrectionProps, 'closed'> {
  if (row.answered_at !== null) return { closed: m.correctionDone(sayMoment(row.answered_at, locale)) }
  return isUndecided(view.row.state) ? {} : { closed: m.correctionEnded(stateWords(view.row.state, m)) }
}
