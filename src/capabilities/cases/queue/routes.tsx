import type { Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { hiddenFields, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { findSearch, insertSearch } from '../search/saved-search.ts'
import { findsPeople, readQuery } from '../search/search-terms.ts'
import { tokenTerms } from '../search/tokens.ts'
import { type QueueAddress, readAddress, writeAddress } from './address.ts'
import { countedQueues } from './counted.ts'
import { queueMessages as messages } from './messages.ja.ts'
import { QueuePage } from './page.tsx'
import { listQueue } from './query.ts'
import { sectionsAtWork, sectionsInScope } from './scope.ts'
import { queueLines } from './view-model.ts'

/** As many lines as a clerk looks through at once; small enough that a page is there at once. */
const pageSize = 25

/** The lists and the search. */
export function queueRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases', async (c) => {
    const staff = currentStaff(c)
    const now = c.get('now')
    const db = dbOf(ctx, staff.cityId)
    const address = readAddress((name) => c.req.query(name))
    const text = address.search
      ? ((await findSearch(db, ctx.services.keys, staff.cityId, staff.staffId, address.search)) ?? '')
      : ''
    const query = readQuery(text)
    const terms = tokenTerms(ctx.services.keys, staff.cityId, query)
    const scope = {
      sectionIds: await sectionsAtWork(ctx, staff, now),
      seesConfidential: staff.scope.confidential,
      staffId: staff.staffId,
      today: dayOf(now),
    }
    const [counts, found, procedures] = await Promise.all([
      countedQueues(ctx, staff.cityId, scope),
      listQueue(db, {
        ...scope,
        // Cases of sections where the person does no work are listed by what is not personal, and found by their number.
        ...(address.queue === 'all' && !findsPeople(query)
          ? { sectionIds: await sectionsInScope(ctx, staff, now) }
          : {}),
        queue: address.queue,
        filter: address.filter,
        terms,
        limit: pageSize,
        ...(address.after ? { after: address.after } : {}),
      }),
      ctx.procedures.current(staff.cityId),
    ])
    const last = found.rows.at(-1)
    const bare: QueueAddress = {
      queue: address.queue,
      filter: address.filter,
      ...(address.search ? { search: address.search } : {}),
    }
    const hidden = hiddenFields(c)
    const shown = async (): Promise<Response> =>
      screen(
        c,
        staff,
        { title: messages.title, keys: messages.keys },
        <QueuePage
          queue={address.queue}
          counts={counts}
          hrefOf={(queue) => writeAddress({ ...bare, queue })}
          filters={{
            queue: address.queue,
            text,
            filter: address.filter,
            procedures: namesOf(procedures),
            hidden,
            clearHref: writeAddress({ queue: address.queue, filter: {} }),
          }}
          lines={await queueLines(ctx, staff, found.rows, now)}
          readsAll={staff.scope.all}
          searched={terms.length > 0 || Object.keys(address.filter).length > 0}
          {...(address.after ? { firstHref: writeAddress(bare) } : {})}
          {...(found.more && last
            ? { nextHref: writeAddress({ ...bare, after: { sortOn: last.sort_on, id: last.id } }) }
            : {})}
          hidden={hidden}
          may={{
            review: mayDo(staff, 'cases.review'),
            bulk: mayDo(staff, 'cases.bulk'),
            export: mayDo(staff, 'cases.export'),
            intake: mayDo(staff, 'cases.intake'),
          }}
          exportHref={writeAddress(bare, '/cases/export')}
          parked={mayDo(staff, 'cases.intake') ? counts.parked : 0}
        />,
      )
    // The page is made while the look is being written down, and goes out when that stands.
    const [, answer] = await Promise.all([
      ctx.access.record(db, {
        cityId: staff.cityId,
        staffId: staff.staffId,
        purpose: text === '' ? 'queue' : 'search',
        caseIds: found.rows.map((row) => row.id),
        at: now,
        requestId: c.get('requestId'),
      }),
      shown(),
    ])
    return answer
  })

  app.post('/cases/search', async (c) => {
    const staff = currentStaff(c)
    const form = await readPost(c)
    const text = form.text('q').trim().slice(0, 100)
    const read = readAddress((name) => form.text(name) || undefined)
    const search =
      text === ''
        ? undefined
        : await insertSearch(
            dbOf(ctx, staff.cityId),
            ctx.services.keys,
            staff.cityId,
            staff.staffId,
            text,
            c.get('now'),
          )
    // A search looks everywhere the person may see, whatever list it was begun from.
    const queue = search ? 'all' : read.queue
    return seeOther(c, writeAddress({ queue, filter: read.filter, ...(search ? { search } : {}) }))
  })
}

const names = new WeakMap<readonly CompiledProcedure[], readonly (readonly [string, string])[]>()

/** The procedures in force by name, made once for each list of them. */
function namesOf(procedures: readonly CompiledProcedure[]): readonly (readonly [string, string])[] {
  const made = names.get(procedures) ?? procedures.map(({ definition }) => [definition.id, definition.name.ja] as const)
  names.set(procedures, made)
  return made
}
