import type { Context, Hono } from 'hono'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { transact } from '../../platform/database/transact.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import { notFound, page, seeOther, type WebEnv } from '../../platform/http/index.ts'
import type { ZoneServices } from '../../platform/services.ts'
import {
  caseLook,
  csrfToken,
  currentStaff,
  officeFrame,
  postedForm,
  requirePermission,
  requireStaff,
} from '../identity/index.ts'
import type { LetterCallbacks } from './callbacks.ts'
import type { Letter } from './letter.ts'
import { messages } from './messages.ja.ts'
import { findLetter, findLetterFile, listQueue, listSealUse, reorder, setDelivered } from './store/letters.ts'
import { QueuePage } from './views/queue-page.tsx'
import { SealBookPage } from './views/seal-book-page.tsx'

const pageSize = 50
const actOn = z.enum(['sent', 'handed-over', 'again'])

export function letterRoutes(app: Hono<WebEnv>, services: ZoneServices<'office'>, callbacks: LetterCallbacks): void {
  app.use('/letters', requireStaff(services))
  app.use('/letters/*', requireStaff(services))

  app.get('/letters', async (c) => queue(c, services, {}))

  app.get('/letters/seals', requirePermission(services, 'documents.manage'), async (c) => {
    const [at, id] = (c.req.query('before') ?? '').split('_')
    const before =
      at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at)) && z.uuid().safeParse(id).success
        ? { at: new Date(at), id }
        : null
    const letters = await listSealUse(cityDb(services, c), before, pageSize + 1)
    const shown = letters.slice(0, pageSize)
    const last = shown.at(-1)
    const more =
      letters.length > pageSize && last?.madeAt
        ? `/letters/seals?before=${encodeURIComponent(`${last.madeAt.toISOString()}_${last.id}`)}`
        : undefined
    return page(c, <SealBookPage frame={officeFrame(c)} letters={shown} {...(more === undefined ? {} : { more })} />)
  })

  app.get('/letters/:id/pdf', async (c) => {
    const letter = await scopedLetter(c, services)
    const cityId = c.get('city').id
    const file = await findLetterFile(cityDb(services, c), services.keys, cityId, letter.id)
    if (file === null) throw notFound()
    const pdf = await services.files.get(cityId, file.address, Buffer.from(file.key, 'base64'))
    c.header('content-type', 'application/pdf')
    c.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${letter.title}.pdf`)}`)
    c.header('cache-control', 'no-store')
    // The browser's own viewer needs this much; the document is one that this program has made.
    c.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'self'",
    )
    return c.body(new Uint8Array(pdf))
  })

  app.post('/letters/:id', requirePermission(services, 'letters.send'), async (c) => {
    const form = await postedForm(c)
    const letter = await scopedLetter(c, services)
    const act = actOn.safeParse(form.text('act'))
    if (!act.success) throw notFound()
    const staff = currentStaff(c)
    const at = c.get('now')
    const done = await transact(cityDb(services, c), async (trx) => {
      const changed =
        act.data === 'again'
          ? await reorder(trx, letter.id, at)
          : await setDelivered(trx, letter.id, act.data, staff.staffId, at)
      if (!changed) return false
      await appendEvent(
        trx,
        { keys: services.keys, cityId: staff.cityId },
        {
          stream: 'letter',
          streamId: letter.id,
          type: act.data === 'again' ? 'ordered' : act.data,
          at,
          actor: { kind: 'staff', id: staff.staffId },
          codes: { case: letter.caseId },
        },
      )
      if (act.data !== 'again') {
        await callbacks.onLetterDelivered(trx as unknown as Transaction<unknown>, {
          cityId: staff.cityId,
          caseId: letter.caseId,
          decisionId: letter.decisionId,
          letterId: letter.id,
          way: act.data === 'sent' ? 'post' : 'counter',
          staffId: staff.staffId,
          at,
        })
      }
      return true
    })
    if (!done) {
      const now = await findLetter(cityDb(services, c), letter.id)
      return queue(c, services, { problem: now?.state === 'void' ? messages.queue.voided : messages.queue.already })
    }
    services.relay.nudge()
    return seeOther(c, `/letters?done=${act.data}`)
  })
}

async function queue(
  c: Context<WebEnv>,
  services: ZoneServices<'office'>,
  shown: { readonly problem?: string },
): Promise<Response> {
  const staff = currentStaff(c)
  const done = actOn.safeParse(c.req.query('done'))
  const listed = await listQueue(cityDb(services, c), staff.scope)
  const seen = await look(
    c,
    services,
    listed.map((letter) => letter.caseId),
    'queue',
  )
  const letters = listed.filter((letter) => seen.has(letter.caseId))
  return page(
    c,
    <QueuePage
      frame={officeFrame(c)}
      letters={letters}
      csrf={csrfToken(c)}
      mayManage={staff.permissions.has('documents.manage')}
      maySend={staff.permissions.has('letters.send')}
      {...(done.success ? { notice: messages.queue.done[done.data] } : {})}
      {...(shown.problem === undefined ? {} : { problem: shown.problem })}
    />,
    shown.problem === undefined ? {} : { status: 409 },
  )
}

/** The letter of the path, if this person may see its case: a letter bears the address that 支援措置 keeps hidden. Else 404. */
async function scopedLetter(c: Context<WebEnv>, services: ZoneServices<'office'>): Promise<Letter> {
  const id = z.uuid().safeParse(c.req.param('id'))
  const letter = id.success ? await findLetter(cityDb(services, c), id.data) : null
  if (letter === null || !(await look(c, services, [letter.caseId], 'letter')).has(letter.caseId)) throw notFound()
  return letter
}

function look(
  c: Context<WebEnv>,
  services: ZoneServices<'office'>,
  caseIds: readonly string[],
  purpose: 'queue' | 'letter',
): Promise<ReadonlySet<string>> {
  return caseLook(services)(currentStaff(c), {
    caseIds,
    purpose,
    permission: 'letters.send',
    at: c.get('now'),
    requestId: c.get('requestId'),
  })
}

function cityDb(services: ZoneServices<'office'>, c: Context<WebEnv>): Kysely<OfficeDb> {
  return services.db.city<OfficeDb>(c.get('city').id)
}
