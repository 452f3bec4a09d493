import type { Context, Hono } from 'hono'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { currentStaff, postedForm } from '../../identity/index.ts'
import { listRegisters, type StoredEntry } from '../store/office.ts'
import { changeEntryFee } from './change.ts'
import { entryWithFee } from './entry-fee.ts'
import { feeFactsOf, feesOf } from './fees.ts'
import { messages } from './messages.ja.ts'
import { readEntryFee } from './read-forms.ts'
import { screenOf, todayOf } from './screen-of.ts'
import { EntryFeePage, FeesPage } from './views/fees-page.tsx'

/** All fees on one screen, and a new amount of a register's entry from a day on. Settings have their own form. */
export function feeRoutes(app: Hono<WebEnv>, services: ZoneServices<'office'>): void {
  app.get('/catalogue/fees', async (c) => {
    const procedures = await feesOf(services, c.get('city').id, todayOf(c))
    return page(c, <FeesPage screen={screenOf(c, {}, messages.fees)} procedures={procedures} />)
  })

  app.get('/catalogue/fees/:register/:entry', async (c) => show(c, await entryOf(c), {}))

  app.post('/catalogue/fees/:register/:entry', async (c) => {
    const [form, found] = [await postedForm(c), await entryOf(c)]
    const { register, entry, fact } = found
    const today = todayOf(c)
    const reading = readEntryFee(entry, (name) => form.text(name), today)
    if (!reading.ok) return show(c, found, { form, problems: reading.problems })
    const { id } = entryWithFee(entry, { fact, ...reading.value })
    if (found.ids.includes(id)) return show(c, found, { form, problems: { fromOn: messages.problems.dayTaken } })
    const change = { services, cityId: c.get('city').id, staffId: currentStaff(c).staffId, at: c.get('now') }
    const shown = { ...entry, revision: Number(form.text('revision')) || 0 }
    const outcome = await changeEntryFee(change, register, shown, { fact, ...reading.value })
    if (!outcome.ok) return show(c, found, { form, problem: messages.register.changedMeanwhile })
    return seeOther(c, '/catalogue/fees?done=changed')
  })

  function show(c: Context<WebEnv>, { entry, register, fact }: Found, shown: Shown): Response {
    const amount = entry.facts[fact]
    return page(
      c,
      <EntryFeePage
        screen={screenOf(c, shown)}
        action={`/catalogue/fees/${register}/${entry.id}`}
        label={entry.label.ja}
        amount={typeof amount === 'number' ? amount : 0}
        revision={entry.revision}
      />,
      statusOf(shown),
    )
  }

  /** The entry of the path, if its register keeps a fee and it has no places. Else 404. */
  async function entryOf(c: Context<WebEnv>): Promise<Found> {
    const cityId = c.get('city').id
    const register = c.req.param('register') ?? ''
    const [fact] = await feeFactsOf(services, cityId, register)
    const entries =
      (await listRegisters(services.db.city<OfficeDb>(cityId))).find(({ id }) => id === register)?.entries ?? []
    const entry = entries.find(({ id }) => id === c.req.param('entry'))
    if (fact === undefined || entry === undefined || entry.capacity !== undefined) throw notFound()
    return { register, entry, fact, ids: entries.map(({ id }) => id) }
  }
}

interface Found {
  readonly register: string
  readonly entry: StoredEntry
  readonly fact: string
  /** Ids of all entries of the register. */
  readonly ids: readonly string[]
}
