import type { Context, Hono } from 'hono'
import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { currentStaff, postedForm, requirePermission, requireStaff } from '../../identity/index.ts'
import { listClosedDays, listRegisters, type StoredRegister } from '../store/office.ts'
import {
  addRegisterEntry,
  type Change,
  changeClosedDay,
  changeRegisterEntry,
  changeSetting,
  takeBackClosedDay,
  takeBackSetting,
} from './change.ts'
import { feeRoutes } from './fee-routes.tsx'
import { feeFactsOf } from './fees.ts'
import { messages } from './messages.ja.ts'
import { namedEntries } from './named-entries.ts'
import { overviewOf, settingsOf } from './overview.ts'
import { readClosedDay, readEntry, readSetting } from './read-forms.ts'
import { screenOf, todayOf } from './screen-of.ts'
import { ClosedDaysPage } from './views/closed-days-page.tsx'
import { shownEntry } from './views/entry-values.tsx'
import { OverviewPage } from './views/overview-page.tsx'
import { EntryPage, RegisterPage } from './views/register-pages.tsx'
import { SettingPage, SettingsPage } from './views/settings-pages.tsx'

/** Screens for registers, settings with fees, and closed days. */
export function catalogueRoutes(app: Hono<WebEnv>, services: ZoneServices<'office'>): void {
  app.use('/catalogue', requireStaff(services))
  app.use('/catalogue/*', requireStaff(services))
  app.use('/catalogue', requirePermission(services, 'registers.edit'))
  app.use('/catalogue/*', requirePermission(services, 'registers.edit'))

  app.get('/catalogue', async (c) =>
    page(c, <OverviewPage screen={screenOf(c, {})} {...(await overviewOf(services, c.get('city').id, todayOf(c)))} />),
  )

  feeRoutes(app, services)

  app.get('/catalogue/registers/:register', (c) => showRegister(c, {}))
  app.post('/catalogue/registers/:register', async (c) => {
    const [form, register] = [await postedForm(c), await registerOf(c)]
    const reading = readEntry(register, (name) => form.text(name), form.text('id').trim())
    if (!reading.ok) return showRegister(c, { form, problems: reading.problems })
    const outcome = await addRegisterEntry(changeOf(c), register.id, reading.value)
    if (!outcome.ok) return showRegister(c, { form, problems: { id: messages.register.taken } })
    return seeOther(c, `/catalogue/registers/${register.id}?done=added`)
  })

  app.get('/catalogue/registers/:register/:entry', (c) => showEntry(c, {}))
  app.post('/catalogue/registers/:register/:entry', async (c) => {
    const [form, register] = [await postedForm(c), await registerOf(c)]
    const entry = register.entries.find(({ id }) => id === c.req.param('entry'))
    if (!entry) throw notFound()
    const reading = readEntry(register, (name) => form.text(name), entry.id)
    if (!reading.ok) return showEntry(c, { form, problems: reading.problems })
    // The amount of something that has begun changes from a day on, and not for those who applied before.
    if (entry.capacity === undefined && entry.from <= todayOf(c)) {
      const fees = await feeFactsOf(services, c.get('city').id, register.id)
      const changed = fees.find((fact) => entry.facts[fact] !== reading.value.facts[fact])
      if (changed) return showEntry(c, { form, problems: { [`fact.${changed}`]: messages.fees.entryHasBegun } })
    }
    const outcome = await changeRegisterEntry(
      changeOf(c),
      register.id,
      reading.value,
      Number(form.text('revision')) || 0,
    )
    if (!outcome.ok) return showEntry(c, { form, problem: messages.register.changedMeanwhile }, true)
    return seeOther(c, `/catalogue/registers/${register.id}?done=changed`)
  })

  app.get('/catalogue/settings', (c) => showSettings(c, {}))
  app.get('/catalogue/settings/:name', (c) => showSetting(c, {}))
  app.post('/catalogue/settings/:name', async (c) => {
    const [form, setting] = [await postedForm(c), await settingOf(c)]
    if (form.text('do') === 'take-back') {
      const outcome = await takeBackSetting(changeOf(c), setting.name, form.text('fromOn'), todayOf(c))
      if (!outcome.ok) return showSettings(c, { problem: messages.problems.notBegun })
      return seeOther(c, '/catalogue/settings?done=takenBack')
    }
    const today = todayOf(c)
    const begun = setting.own.map(({ fromOn }) => fromOn).filter((day) => day <= today)
    const reading = readSetting({ ...setting, begun }, (name) => form.text(name), today)
    if (!reading.ok) return showSetting(c, { form, problems: reading.problems })
    const outcome = await changeSetting(changeOf(c), { ...reading.value, seen: form.text('seen') })
    if (!outcome.ok) return showSetting(c, { form, problem: messages.settings.changedMeanwhile })
    return seeOther(c, `/catalogue/${setting.fee ? 'fees' : 'settings'}?done=changed`)
  })

  app.get('/catalogue/closed-days', (c) => showClosedDays(c, {}))
  app.post('/catalogue/closed-days', async (c) => {
    const form = await postedForm(c)
    if (form.text('do') === 'take-back') {
      const outcome = await takeBackClosedDay(changeOf(c), form.text('day'))
      if (!outcome.ok) return showClosedDays(c, { problem: messages.problems.notThere })
      return seeOther(c, '/catalogue/closed-days?done=takenBack')
    }
    const reading = readClosedDay((name) => form.text(name))
    if (!reading.ok) return showClosedDays(c, { form, problems: reading.problems })
    const outcome = await changeClosedDay(changeOf(c), reading.value)
    if (!outcome.ok) return showClosedDays(c, { form, problems: { day: messages.problems.closedDayTaken } })
    return seeOther(c, '/catalogue/closed-days?done=changed')
  })

  async function showRegister(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const register = await registerOf(c)
    return page(
      c,
      <RegisterPage
        screen={screenOf(c, shown, messages.register)}
        register={register}
        {...(await namedOf(c, register))}
      />,
      statusOf(shown),
    )
  }

  async function showEntry(c: Context<WebEnv>, shown: Shown, overtaken = false): Promise<Response> {
    const register = await registerOf(c)
    const entry = register.entries.find(({ id }) => id === c.req.param('entry'))
    if (!entry) throw notFound()
    const screen = screenOf(c, { ...shown, kept: shownEntry(entry) })
    return page(
      c,
      <EntryPage
        screen={screen}
        register={register}
        entry={entry}
        overtaken={overtaken}
        {...(await namedOf(c, register))}
      />,
      statusOf(shown),
    )
  }

  async function showSettings(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const settings = await settingsOf(services, c.get('city').id, todayOf(c))
    return page(c, <SettingsPage screen={screenOf(c, shown, messages.settings)} settings={settings} />, statusOf(shown))
  }

  async function showSetting(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const setting = await settingOf(c)
    // Overtaken, the page shows the newest values: the form goes on from them.
    const { seen } = setting
    const screen = screenOf(c, shown)
    const typed = (name: string): string => (name === 'seen' && shown.problem !== undefined ? seen : screen.typed(name))
    return page(c, <SettingPage screen={{ ...screen, typed }} setting={setting} />, statusOf(shown))
  }

  async function showClosedDays(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const days = await listClosedDays(dbOf(c))
    return page(c, <ClosedDaysPage screen={screenOf(c, shown, messages.closedDays)} days={days} />, statusOf(shown))
  }

  async function registerOf(c: Context<WebEnv>) {
    const found = (await listRegisters(dbOf(c))).find(({ id }) => id === c.req.param('register'))
    if (!found) throw notFound()
    return found
  }

  async function namedOf(c: Context<WebEnv>, register: StoredRegister) {
    const today = todayOf(c)
    return { named: namedEntries(register, await listRegisters(dbOf(c)), today), today }
  }

  async function settingOf(c: Context<WebEnv>) {
    const found = (await settingsOf(services, c.get('city').id, todayOf(c))).find(
      ({ name }) => name === c.req.param('name'),
    )
    if (!found) throw notFound()
    return found
  }

  function dbOf(c: Context<WebEnv>): Kysely<OfficeDb> {
    return services.db.city<OfficeDb>(c.get('city').id)
  }

  function changeOf(c: Context<WebEnv>): Change {
    return { services, cityId: c.get('city').id, staffId: currentStaff(c).staffId, at: c.get('now') }
  }
}
