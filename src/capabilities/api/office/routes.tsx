import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { notFound, type PostedForm, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { currentStaff, listSections, officeFrame, postedForm, requirePermission } from '../../identity/index.ts'
import { catalogueOf } from '../../procedures/index.ts'
import {
  type Changed,
  changeTerms,
  registerClient,
  retryDelivery,
  revokeClient,
  rotateProof,
  setWebhook,
} from './change.ts'
import type { Typed } from './inputs.tsx'
import { messages } from './messages.ja.ts'
import { type Frame, NewSystemPage, SecretPage, SystemsPage } from './pages.tsx'
import { type Choices, type Problems, readProof, readTerms, readWebhook } from './read-forms.ts'
import type { Act, ClientRow } from './record.ts'
import { RevocationPage } from './revocation-page.tsx'
import { SystemPage } from './system-page.tsx'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** 連携システム: registered, changed and revoked by an administrator. */
export function systemRoutes(app: Hono<WebEnv>, services: ZoneServices<'office'>): void {
  const mayEdit = requirePermission(services, 'systems.edit')
  app.use('/systems', mayEdit)
  app.use('/systems/*', mayEdit)
  const actOf = (c: Context<WebEnv>): Act => {
    const { cityId, staffId } = currentStaff(c)
    return { services, cityId, staffId, at: c.get('now') }
  }

  app.get('/systems', async (c) => {
    const db = services.db.city<OfficeDb>(c.get('city').id)
    const rows = await db.selectFrom('api_client').selectAll().orderBy('name').execute()
    const counted = await db
      .selectFrom('api_failed_delivery')
      .select(['client_id', (eb) => eb.fn.countAll<number>().as('n')])
      .where('outcome', '=', 'given-up')
      .groupBy('client_id')
      .execute()
    const failed = new Map(counted.map(({ client_id, n }) => [client_id, Number(n)]))
    return page(c, <SystemsPage frame={frameOf(c)} rows={rows} today={dayOf(c.get('now'))} failed={failed} />)
  })

  app.get('/systems/new', async (c) => showNew(c, services, typedOf(undefined, { perMinute: '60' }), {}))
  app.post('/systems/new', async (c) => {
    const form = await postedForm(c)
    const terms = readTerms(form, await choicesOf(c, services), dayOf(c.get('now')))
    const proof = readProof(form)
    if (!terms.ok || !proof.ok) {
      const problems = { ...(terms.ok ? {} : terms.problems), ...(proof.ok ? {} : proof.problems) }
      return showNew(c, services, typedOf(form, {}), problems)
    }
    const { id, secret } = await registerClient(actOf(c), requestKeyOf(form), terms.value, proof.value)
    services.relay.nudge()
    return secret === undefined
      ? seeOther(c, `/systems/${id}?done=registered`)
      : showSecret(c, id, secret, messages.clientSecret)
  })

  app.get('/systems/:system', async (c) => showSystem(c, services, undefined, {}))
  app.post('/systems/:system', async (c) => {
    const [form, row] = [await postedForm(c), await rowOf(c, services)]
    const terms = readTerms(form, await choicesOf(c, services), dayOf(c.get('now')))
    if (!terms.ok) return showSystem(c, services, form, terms.problems)
    return after(
      c,
      services,
      form,
      await changeTerms(actOf(c), row.id, Number(form.text('version')) || 0, terms.value),
      'changed',
    )
  })
  app.post('/systems/:system/proof', async (c) => {
    const [form, row] = [await postedForm(c), await rowOf(c, services)]
    const proof = readProof(form)
    if (!proof.ok) return showSystem(c, services, form, proof.problems)
    const done = await rotateProof(actOf(c), row.id, requestKeyOf(form), proof.value)
    if (done.ok && done.secret !== undefined) return showSecret(c, row.id, done.secret, messages.clientSecret)
    return after(c, services, form, done, 'rotated')
  })
  app.post('/systems/:system/webhook', async (c) => {
    const [form, row] = [await postedForm(c), await rowOf(c, services)]
    const act = form.text('do')
    if (act === 'remove')
      return after(
        c,
        services,
        form,
        await setWebhook(actOf(c), row.id, requestKeyOf(form), undefined),
        'webhook-removed',
      )
    const webhook = readWebhook(form, services.config.demo)
    if (!webhook.ok) return showSystem(c, services, form, webhook.problems)
    const done = await setWebhook(actOf(c), row.id, requestKeyOf(form), { ...webhook.value, rotate: act === 'rotate' })
    if (done.ok && done.secret !== undefined) return showSecret(c, row.id, done.secret, messages.webhookSecret)
    return after(c, services, form, done, 'webhook')
  })
  app.get('/systems/:system/revocation', async (c) => {
    const row = await rowOf(c, services)
    if (row.revoked_at !== null) return seeOther(c, `/systems/${row.id}?done=revoked`)
    return page(c, <RevocationPage frame={frameOf(c)} row={row} />)
  })
  app.post('/systems/:system/revocation', async (c) => {
    const [form, row] = [await postedForm(c), await rowOf(c, services)]
    const done = await revokeClient(actOf(c), row.id, Number(form.text('version')) || 0)
    if (done.ok) return seeOther(c, `/systems/${row.id}?done=revoked`)
    const now = await rowOf(c, services)
    return page(c, <RevocationPage frame={frameOf(c)} row={now} problem={messages.changedMeanwhile} />, { status: 409 })
  })
  app.post('/systems/:system/retries', async (c) => {
    const [form, row] = [await postedForm(c), await rowOf(c, services)]
    const delivery = form.text('delivery')
    if (!uuid.test(delivery)) throw notFound()
    await retryDelivery(actOf(c), row.id, delivery)
    return seeOther(c, `/systems/${row.id}?done=retried`)
  })
}

function after(
  c: Context<WebEnv>,
  services: ZoneServices<'office'>,
  form: PostedForm,
  changed: Changed,
  done: string,
): Response | Promise<Response> {
  if (changed.ok) return seeOther(c, `/systems/${c.req.param('system') ?? ''}?done=${done}`)
  const sentence = changed.refusal === 'revoked' ? messages.isRevoked : messages.changedMeanwhile
  return showSystem(c, services, changed.refusal === 'revoked' ? form : undefined, {}, sentence)
}

async function rowOf(c: Context<WebEnv>, services: ZoneServices<'office'>): Promise<ClientRow> {
  const row = await services.db
    .city<OfficeDb>(c.get('city').id)
    .selectFrom('api_client')
    .selectAll()
    .where('id', '=', c.req.param('system') ?? '')
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

async function showSystem(
  c: Context<WebEnv>,
  services: ZoneServices<'office'>,
  form: PostedForm | undefined,
  problems: Problems,
  problem?: string,
): Promise<Response> {
  const row = await rowOf(c, services)
  const failed = await services.db
    .city<OfficeDb>(c.get('city').id)
    .selectFrom('api_failed_delivery')
    .selectAll()
    .where('client_id', '=', row.id)
    .orderBy('at', 'desc')
    .limit(100)
    .execute()
  const done = messages.done[c.req.query('done') ?? '']
  const wrong = Object.keys(problems).length > 0 || problem !== undefined
  const tree = (
    <SystemPage
      frame={frameOf(c)}
      row={row}
      today={dayOf(c.get('now'))}
      choices={await choicesOf(c, services)}
      failed={failed}
      typed={typedOf(form, keptOf(row))}
      problems={problems}
      {...(problem === undefined ? {} : { problem })}
      {...(done === undefined || wrong ? {} : { done })}
    />
  )
  return page(c, tree, wrong ? { status: 422 } : {})
}

async function showNew(
  c: Context<WebEnv>,
  services: ZoneServices<'office'>,
  typed: Typed,
  problems: Problems,
): Promise<Response> {
  const choices = await choicesOf(c, services)
  const tree = <NewSystemPage frame={frameOf(c)} choices={choices} typed={typed} problems={problems} />
  return page(c, tree, Object.keys(problems).length > 0 ? { status: 422 } : {})
}

function showSecret(c: Context<WebEnv>, id: string, secret: string, label: string): Response {
  return page(c, <SecretPage frame={frameOf(c)} id={id} secret={secret} label={label} />)
}

function frameOf(c: Context<WebEnv>): Frame {
  const frame = officeFrame(c)
  return { frame, csrf: frame.csrf, requestKey: randomUUID() }
}

function requestKeyOf(form: PostedForm): string {
  const key = form.text('requestKey')
  return uuid.test(key) ? key : randomUUID()
}

/** Sections and procedures that there is something to file for. */
async function choicesOf(c: Context<WebEnv>, services: ZoneServices<'office'>): Promise<Choices> {
  const cityId = c.get('city').id
  const procedures = (await catalogueOf(services).current(cityId)).filter(
    ({ definition }) => definition.carriedBy === undefined,
  )
  const owners = new Set(procedures.map(({ definition }) => definition.owner))
  const sections = await listSections(services.db.city(cityId), dayOf(c.get('now')))
  return {
    sections: sections.filter(({ code }) => owners.has(code)).map(({ code, name }) => ({ code, name })),
    procedures: procedures.map(({ definition }) => ({ id: definition.id, name: definition.name.ja })),
  }
}

function keptOf(row: ClientRow): Readonly<Record<string, string | readonly string[]>> {
  return {
    name: row.name,
    contact: row.contact,
    scopes: row.scopes,
    reach: row.sections.length + row.procedures.length === 0 ? 'all' : 'chosen',
    sections: row.sections,
    procedures: row.procedures,
    attests: row.attests,
    perMinute: String(row.per_minute),
    validUntil: row.valid_until,
    proof: row.public_key === null ? 'secret' : 'key',
    key: row.public_key === null ? '' : JSON.stringify(row.public_key),
    url: row.webhook_url ?? '',
    events: row.webhook_events,
  }
}

/** Inputs that are sent together: a tick that was taken away is not sent, and counts all the same. */
const together: readonly (readonly string[])[] = [
  ['url', 'events'],
  ['proof', 'key'],
  ['name', 'contact', 'scopes', 'reach', 'sections', 'procedures', 'attests', 'perMinute', 'validUntil'],
]

/** A form that came back shows what was typed on it; its other parts, and a fresh one, what is kept. */
function typedOf(form: PostedForm | undefined, kept: Readonly<Record<string, string | readonly string[]>>): Typed {
  const posted = (name: string): boolean =>
    together.some((names) => names.includes(name) && names.some((each) => form?.fields.has(each)))
  const list = (value: string | readonly string[] | undefined): readonly string[] =>
    value === undefined ? [] : typeof value === 'string' ? [value] : value
  return {
    text: (name) => (posted(name) ? (form?.text(name) ?? '') : (list(kept[name])[0] ?? '')),
    all: (name) => (posted(name) ? (form?.fields.get(name) ?? []) : list(kept[name])),
  }
}
