import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { readDate } from '../../../civic/era.ts'
import { isKana, normaliseKana } from '../../../civic/kana.ts'
import { Button, EmptyState, ErrorSummary, TextInput } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { csrfToken, currentStaff, mayDo, postedForm } from '../../identity/index.ts'
import { noticeKinds } from '../format/notice.ts'
import { type Moving, officeDb, staffActor, tellEvidence } from '../moving.ts'
import { countNotices, type ListedNotice, listNotices, type NoticeFilter } from '../store/notices.ts'
import { findByPerson, personToken } from '../store/tokens.ts'
import { ListPage, NoticeTable, type View, viewNames, views } from './list-page.tsx'
import { messages } from './messages.ja.ts'
import { backToList, Hidden, screen } from './screen.tsx'

const pageSize = 50
const words = messages.search

/** The lists, and the search by person. A look at people's names is an event, as everywhere in the office. */
export function listRoutes(app: Hono<WebEnv>, ctx: Moving): void {
  app.get('/moving', async (c) => {
    const { cityId } = currentStaff(c)
    const db = officeDb(ctx, cityId)
    const asked = c.req.query('view') ?? ''
    const view = viewNames.find((name) => name === asked) ?? 'open'
    const kind = noticeKinds.find((each) => each === c.req.query('kind'))
    const may = mayOf(c)
    const narrowed = (name: View): NoticeFilter => ({
      ...views[name],
      ...(kind === undefined ? {} : { kinds: [kind] }),
    })
    const counted = await Promise.all(viewNames.map((name) => countNotices(db, narrowed(name), may)))
    const counts = Object.fromEntries(viewNames.map((name, index) => [name, counted[index] ?? 0])) as Record<
      View,
      number
    >
    const number = Math.min(
      Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1),
      Math.ceil(counts[view] / pageSize) || 1,
    )
    const window = { limit: pageSize, offset: (number - 1) * pageSize }
    const notices = await listNotices(db, ctx.services.keys, cityId, narrowed(view), may, window)
    await tellLook(c, ctx, view, notices)
    const page = { number, size: pageSize }
    const props = { view, kind: kind ?? '', counts, notices, today: dayOf(c.get('now')), page }
    return screen(c, messages.title, <ListPage {...props} />)
  })

  app.get('/moving/search', (c) => searchPage(c, {}))

  app.post('/moving/search', async (c) => {
    const form = await postedForm(c)
    const { cityId } = currentStaff(c)
    const typed = { kana: form.text('kana').slice(0, 101), born: form.text('born').slice(0, 40) }
    const kana = normaliseKana(typed.kana)
    const born = readDate(typed.born)
    const problems = {
      ...(isKana(kana) ? {} : { kana: words.kanaMissing }),
      ...(born.ok ? {} : { born: words.bornWrong }),
    }
    if (!born.ok || !isKana(kana)) return searchPage(c, { typed, problems })
    const db = officeDb(ctx, cityId)
    const ids = await findByPerson(db, personToken(ctx.services.keys, cityId, { kana, bornOn: born.day }), pageSize)
    const found = await listNotices(db, ctx.services.keys, cityId, { ids }, mayOf(c), { limit: pageSize, offset: 0 })
    await tellLook(c, ctx, 'search', found)
    return searchPage(c, { typed, found })
  })
}

/** Whether this person may know of notices under 支援措置. */
export const mayOf = (c: Context<WebEnv>): { readonly confidential: boolean } => ({
  confidential: mayDo(currentStaff(c), 'cases.confidential'),
})

/** Who saw names, and how many; whose they were stands in the payload. */
export async function tellLook(
  c: Context<WebEnv>,
  ctx: Moving,
  what: string,
  seen: readonly ListedNotice[],
): Promise<void> {
  if (seen.length === 0) return
  const staff = currentStaff(c)
  await officeDb(ctx, staff.cityId)
    .transaction()
    .execute((trx) =>
      tellEvidence(ctx, trx, staff.cityId, {
        streamId: 'looks',
        type: 'looked-at',
        actor: staffActor(staff),
        at: c.get('now'),
        codes: { what, count: seen.length },
        payload: seen.map(({ row }) => row.id),
      }),
    )
}

function searchPage(
  c: Context<WebEnv>,
  shown: {
    readonly typed?: { readonly kana: string; readonly born: string }
    readonly problems?: { readonly kana?: string; readonly born?: string }
    readonly found?: readonly ListedNotice[]
  },
): Response {
  const { typed, problems = {}, found } = shown
  const summary = Object.entries(problems).map(([id, message]) => ({ id, message }))
  const content = (
    <>
      <ErrorSummary problems={summary} />
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <form class="flow" method="post" action="/moving/search">
        <Hidden csrf={csrfToken(c)} />
        <TextInput
          id="kana"
          name="kana"
          label={words.kana}
          hint={words.kanaHint}
          value={typed?.kana}
          error={problems.kana}
          width="20"
        />
        <TextInput
          id="born"
          name="born"
          label={words.born}
          hint="例：平成8年4月12日、1996-04-12"
          value={typed?.born}
          error={problems.born}
          width="20"
        />
        <Button label={words.find} />
      </form>
      {found !== undefined &&
        (found.length === 0 ? (
          <EmptyState title={words.none} />
        ) : (
          <NoticeTable notices={found} today={dayOf(c.get('now'))} />
        ))}
    </>
  )
  return screen(c, words.title, content, { back: backToList, ...(summary.length > 0 ? { status: 422 as const } : {}) })
}
