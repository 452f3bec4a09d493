import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import { currentStaff } from '../../identity/index.ts'
import type { Answers, CompiledProcedure } from '../../procedures/index.ts'
import { type Moving, type OfficeTrx, officeDb, staffActor, tellEvidence } from '../moving.ts'
import { hasEnded } from '../rules/states.ts'
import type { NoticeRow } from '../store/notices.ts'

type MarkState = 'done' | 'not-needed' | 'handed-over' | 'clear'

/** Ticks one line off, or takes the tick away. Twice is once. False: the notice has ended meanwhile. */
export function tick(
  c: Context<WebEnv>,
  ctx: Moving,
  row: NoticeRow,
  item: string,
  person: number,
  state: Exclude<MarkState, 'handed-over'>,
): Promise<boolean> {
  return onOpenNotice(ctx, c, row, async (trx) => {
    await mark(c, ctx, trx, row, item, person, state)
    return true
  }).then((done) => done === true)
}

/**
 * Begins the form of a procedure for this clerk and ticks the line, in one transaction. The same button twice is one form:
 * its id follows from `key`. `ended`: the notice has ended meanwhile; undefined: this clerk takes no applications in.
 */
export function handOver(
  c: Context<WebEnv>,
  ctx: Moving,
  row: NoticeRow,
  given: {
    readonly item: string
    readonly person: number
    readonly procedure: CompiledProcedure
    readonly answers: Answers
    readonly key: string
  },
): Promise<string | 'ended' | undefined> {
  const { item, person, procedure, answers } = given
  const staff = currentStaff(c)
  return onOpenNotice(ctx, c, row, async (trx, { confidential }) => {
    const id = uuidOf(`${staff.staffId} ${given.key}`)
    const begun = { id, procedure, answers, confidential, now: c.get('now') }
    const href = await ctx.papers.begin(trx, staff, begun)
    if (href !== undefined) await mark(c, ctx, trx, row, item, person, 'handed-over')
    return href
  })
}

async function onOpenNotice<T>(
  ctx: Moving,
  c: Context<WebEnv>,
  { id }: NoticeRow,
  work: (trx: OfficeTrx, row: { readonly confidential: boolean }) => Promise<T>,
): Promise<T | 'ended'> {
  return officeDb(ctx, currentStaff(c).cityId)
    .transaction()
    .execute(async (trx) => {
      const row = await trx
        .selectFrom('moving_notice')
        .select(['state', 'confidential'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow()
      return hasEnded(row.state) ? 'ended' : work(trx, row)
    })
}

async function mark(
  c: Context<WebEnv>,
  ctx: Moving,
  trx: OfficeTrx,
  row: Pick<NoticeRow, 'id'>,
  item: string,
  person: number,
  state: MarkState,
): Promise<void> {
  const staff = currentStaff(c)
  const at = c.get('now')
  if (state === 'clear')
    await trx
      .deleteFrom('moving_mark')
      .where('notice_id', '=', row.id)
      .where('item', '=', item)
      .where('person', '=', person)
      .execute()
  else {
    const values = { state, marked_by: staff.staffId, marked_name: staff.name, marked_at: at }
    await trx
      .insertInto('moving_mark')
      .values({ notice_id: row.id, item, person, ...values })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'notice_id', 'item', 'person']).doUpdateSet(values))
      .execute()
  }
  const codes = { item, person, state }
  const event = { streamId: row.id, type: 'follow-up-marked', actor: staffActor(staff), at, codes }
  await tellEvidence(ctx, trx, staff.cityId, event)
}

/** A UUID that follows from a text: the same text, the same id. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
