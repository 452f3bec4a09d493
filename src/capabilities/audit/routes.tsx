import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { isDay } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import { findEvidenceState } from '../../platform/evidence/state.ts'
import { notFound, page, seeOther, type WebEnv } from '../../platform/http/index.ts'
import { listParked, releaseParked } from '../../platform/relay/store.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { currentStaff, officeFrame, postedForm, requirePermission } from '../identity/index.ts'
import { type AccessFilter, listAccess } from './access/store.ts'
import { messages } from './messages.ja.ts'
import type { Verifications } from './verification/verification.ts'
import { AuditPage, VerificationPage } from './views/audit-page.tsx'

const SHOWN = 100

export function auditRoutes(app: Hono<WebEnv>, services: ZoneServices<'office'>, verifications: Verifications): void {
  const mayRead = requirePermission(services, 'audit.read')

  app.get('/audit', mayRead, async (c) => {
    const { cityId, ...staff } = currentStaff(c)
    const db = services.db.city<OfficeDb>(cityId)
    const { filter, problems } = readFilter(c)
    await recordLook(services, cityId, staff.staffId, c.get('now'), filter)
    const sound = Object.keys(problems).length === 0
    const lines = sound ? await listAccess(db, filter, readBefore(c), SHOWN + 1) : []
    const shown = lines.slice(0, SHOWN)
    const more = lines.length > SHOWN ? olderLink(filter, shown.at(-1)?.id ?? 0) : undefined
    return page(
      c,
      <AuditPage
        frame={officeFrame(c)}
        evidence={await findEvidenceState(db)}
        verification={verifications.last(cityId)}
        parked={await listParked(db)}
        filter={filter}
        problems={problems}
        lines={shown}
        {...(more === undefined ? {} : { more })}
      />,
      sound ? {} : { status: 422 },
    )
  })

  app.post('/audit/verification', mayRead, async (c) => {
    await postedForm(c)
    const staff = currentStaff(c)
    verifications.start(staff.cityId, staff.staffId)
    return seeOther(c, '/audit/verification')
  })

  app.post('/audit/relay', mayRead, async (c) => {
    const form = await postedForm(c)
    const envelopeId = z.uuid().safeParse(form.text('envelope'))
    if (!envelopeId.success) throw notFound()
    const staff = currentStaff(c)
    await services.db
      .city<OfficeDb>(staff.cityId)
      .transaction()
      .execute(async (trx) => {
        await releaseParked(trx, envelopeId.data)
        await appendEvent(
          trx,
          { keys: services.keys, cityId: staff.cityId },
          {
            stream: 'audit',
            streamId: 'relay',
            type: 'released',
            actor: { kind: 'staff', id: staff.staffId },
            at: c.get('now'),
            codes: { envelope: envelopeId.data },
          },
        )
      })
    services.relay.nudge()
    return seeOther(c, '/audit')
  })

  app.get('/audit/verification', mayRead, async (c) => {
    const { cityId } = currentStaff(c)
    return page(
      c,
      <VerificationPage
        frame={officeFrame(c)}
        evidence={await findEvidenceState(services.db.city<OfficeDb>(cityId))}
        verification={verifications.last(cityId)}
      />,
    )
  })
}

function readFilter(c: Context): { filter: AccessFilter; problems: { from?: string; to?: string } } {
  const asked = (name: string) => (c.req.query(name) ?? '').normalize('NFKC').trim().slice(0, 40)
  const filter = {
    ...named('staffNumber', asked('staff')),
    ...named('receiptNumber', asked('receipt').toUpperCase()),
    ...named('from', asked('from').replaceAll('/', '-')),
    ...named('to', asked('to').replaceAll('/', '-')),
  }
  const bad = (day: string | undefined) => day !== undefined && !isDay(day)
  const problems = {
    ...(bad(filter.from) ? { from: messages.filter.badDay } : {}),
    ...(bad(filter.to) ? { to: messages.filter.badDay } : {}),
  }
  return { filter, problems }
}

function named<K extends string>(name: K, value: string): { [key in K]?: string } {
  return value === '' ? {} : ({ [name]: value } as { [key in K]?: string })
}

function readBefore(c: Context): number | undefined {
  const text = c.req.query('before') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function olderLink(filter: AccessFilter, before: number): string {
  const query = new URLSearchParams({ before: String(before) })
  if (filter.staffNumber) query.set('staff', filter.staffNumber)
  if (filter.receiptNumber) query.set('receipt', filter.receiptNumber)
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  return `/audit?${query}`
}

/** Who watches the watchers: the look at the access log is an event. Which filters were set is told, not their values. */
async function recordLook(
  services: ZoneServices<'office'>,
  cityId: string,
  staffId: string,
  at: Date,
  filter: AccessFilter,
): Promise<void> {
  await services.db
    .city<OfficeDb>(cityId)
    .transaction()
    .execute((trx) =>
      appendEvent(
        trx,
        { keys: services.keys, cityId },
        {
          stream: 'audit',
          streamId: 'access-log',
          type: 'looked-at',
          actor: { kind: 'staff', id: staffId },
          at,
          codes: { filters: Object.keys(filter).join(' ') },
          payload: filter,
        },
      ),
    )
}
