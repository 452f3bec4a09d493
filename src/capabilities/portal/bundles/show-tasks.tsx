import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { withoutReadings } from '../../../design/index.ts'
import { page, type WebEnv } from '../../../platform/http/index.ts'
import { type Locale, type LocalText, pickText } from '../../../platform/i18n/local-text.ts'
import { draftsMessages } from '../drafts/messages.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import { viewDeadline } from '../procedure/deadline.ts'
import { procedureMessages } from '../procedure/messages.ts'
import { sayDay, sayMoment } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import { type BundlesMessages, bundlesMessages } from './messages.ts'
import { tasksOfBundle } from './tasks.ts'
import { BundleTasksPage, type BundleTasksProps } from './views/tasks.tsx'
import type { OpenBundle } from './visit.ts'

/** The list of all parts of a bundle. */
export async function showTasks(c: Context<WebEnv>, visit: OpenBundle): Promise<Response> {
  const locale = c.get('locale')
  const m = bundlesMessages[locale]
  const d = draftsMessages[locale]
  const { bundle, drafts } = visit
  const base = `/bundles/${bundle.id}`
  const { shared, own, done, total, next } = tasksOfBundle(visit, d)
  const removed = drafts.length === 0 ? undefined : await removedOf(c, visit)
  return page(
    c,
    <BundleTasksPage
      frame={frameOf(c, visit.session)}
      m={m}
      d={d}
      title={m.tasksTitle(drafts.length)}
      done={done}
      total={total}
      shared={shared}
      sharedNote={m.sharedNote(namesOf(drafts, locale))}
      own={own.map(({ visit: each, tasks }, at) => ({
        title: m.ownTitle(at + 1, nameOf(each, locale)),
        ...deadlineLine(each, m, locale),
        tasks,
        removeHref: `${base}/remove/${each.draft.id}`,
        removeAbout: withoutReadings(nameOf(each, locale)),
      }))}
      check={
        next === undefined
          ? { title: m.checkTask, status: 'next', href: `${base}/check` }
          : { title: m.checkTask, status: 'blocked', note: d.blockedCheck }
      }
      nextHref={next ?? `${base}/check`}
      nextIsCheck={next === undefined}
      {...firstDeadline(drafts, locale)}
      savedAt={sayMoment(bundle.savedAt, locale)}
      keptUntil={sayDay(dayOf(bundle.expiresAt), locale)}
      discardHref={`${base}/discard`}
      {...(bundle.accountId === undefined
        ? { resume: { number: bundle.resumeNumber, secret: bundle.body.secret } }
        : {})}
      byMail={bundle.contactToken !== undefined}
      savedLater={c.req.query('saved') === 'later'}
      {...(removed === undefined ? {} : { removed })}
      told={[
        ...(await goneWords(visit, m, locale)),
        ...closedWords(visit, m, locale),
        ...recheckWords(c, visit, m, locale),
      ]}
    />,
  )
}

export const nameOf = ({ procedure }: OpenVisit, locale: Locale): string => wordsOf(procedure.definition.name, locale)

const wordsOf = (text: LocalText, locale: Locale): string => pickText(text, locale).text

/** 「A」「B」, in the way of the language. */
export function namesOf(drafts: readonly OpenVisit[], locale: Locale): string {
  const names = drafts.map((each) => nameOf(each, locale))
  return locale === 'en' ? names.map((name) => `“${name}”`).join(', ') : names.map((name) => `「${name}」`).join('')
}

type Told = BundleTasksProps['told'][number]

/** Procedures whose time ended meanwhile: they keep the others from being sent until they are taken out. */
export function closedIn({ drafts, today }: OpenBundle): readonly OpenVisit[] {
  return drafts.filter(({ procedure, facts }) => !procedure.acceptance(today, facts).open)
}

export function closedWords(visit: OpenBundle, m: BundlesMessages, locale: Locale): readonly Told[] {
  return closedIn(visit).map((each) => {
    const why = each.procedure.acceptance(visit.today, each.facts).text
    return {
      title: m.closedTitle(nameOf(each, locale)),
      text: [...(why === undefined ? [] : [wordsOf(why, locale)]), m.closedText].join(locale === 'en' ? ' ' : ''),
      links: [{ href: `/bundles/${visit.bundle.id}/remove/${each.draft.id}`, label: m.removeOne }],
    }
  })
}

export async function goneWords(visit: OpenBundle, m: BundlesMessages, locale: Locale): Promise<readonly Told[]> {
  const current = visit.gone.length === 0 ? [] : await visit.portal.catalogue.current(visit.city.id)
  return visit.gone.map(({ procedureId, application }) => {
    const name = current.find(({ definition }) => definition.id === procedureId)?.definition.name ?? { ja: procedureId }
    const href = application === undefined ? `/procedures/${procedureId}` : `/applications/${application.id}`
    return {
      title: m.goneTitle(wordsOf(name, locale)),
      text: application === undefined ? m.goneLapsed : m.goneSent(application.receipt_number),
      links: [{ href, label: application === undefined ? m.guidePage : m.receiptOpen }],
    }
  })
}

/** After a shared answer was changed: the procedures that had been filled in and that it does not fit any more. */
function recheckWords(c: Context<WebEnv>, visit: OpenBundle, m: BundlesMessages, locale: Locale): readonly Told[] {
  const asked = c.req.queries('recheck') ?? []
  return visit.drafts
    .filter(({ draft }) => asked.includes(draft.id))
    .map((each) => ({ title: m.recheckTitle, text: m.recheckIn(nameOf(each, locale)), links: [] }))
}

/** What was taken out just now stands on its own; it is named when it is this visitor's. */
async function removedOf(c: Context<WebEnv>, { city, portal }: OpenBundle): Promise<BundleTasksProps['removed']> {
  const [id = '', draft = ''] = (c.req.query('removed') ?? '').split('.')
  if (!/^[a-z0-9-]{1,80}$/.test(id) || !/^[0-9a-f-]{36}$/.test(draft)) return undefined
  const found = (await portal.catalogue.current(city.id)).find(({ definition }) => definition.id === id)
  if (found === undefined) return undefined
  const locale = c.get('locale')
  return { text: bundlesMessages[locale].removed(wordsOf(found.definition.name, locale)), href: `/drafts/${draft}` }
}

function dueOf({ procedure, draft, filing, facts }: OpenVisit) {
  return procedure.deadline(draft.body.answers, filing, facts)
}

function deadlineLine(each: OpenVisit, m: BundlesMessages, locale: Locale): { readonly deadline?: string } {
  const deadline = dueOf(each)
  if (deadline === undefined) return {}
  const day = sayDay(deadline.last, locale)
  return { deadline: deadline.last < each.today ? m.deadlineLate(day) : m.until(day) }
}

function firstDeadline(drafts: readonly OpenVisit[], locale: Locale): Pick<BundleTasksProps, 'deadline'> {
  const p = procedureMessages[locale]
  const due = drafts
    .flatMap((each) => {
      const deadline = dueOf(each)
      const seen = deadline === undefined ? undefined : viewDeadline(deadline, each.today)
      return seen === undefined || seen.kind === 'late' ? [] : [{ each, seen }]
    })
    .sort((a, b) => (a.seen.due < b.seen.due ? -1 : 1))[0]
  if (due === undefined) return {}
  const { due: day, left } = due.seen
  return {
    deadline: {
      value: p.deadlineDue(sayDay(day, locale)),
      left: p.deadlineIn(left),
      lines: [nameOf(due.each, locale)],
    },
  }
}
