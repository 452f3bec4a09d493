import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { commitmentOf, digestOfRanked, drawRanked } from '../../../civic/lottery.ts'
import type { CapacityMessage, DrawMessage } from '../../exchange/index.ts'
import type { StaffSession } from '../../identity/index.ts'
import { systemActor } from '../actor.ts'
import { changeCaseIn } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { sendOutward } from '../outward.ts'
import type { HeldPlace } from '../rules/capacity.ts'
import type { CasesDb } from '../store/tables.ts'
import { type DrawEntryRow, type DrawRow, listDrawEntries, listDraws, lockDraw, publicOf } from './draw-store.ts'
import { keepsLine, type PlacedEntry } from './entry.ts'
import { casesOf } from './participants.ts'

export type DrawRefusal =
  | 'no-draw'
  | 'already'
  | 'closed'
  | 'not-closed'
  | 'not-committed'
  | 'not-frozen'
  | 'reason-missing'
  | 'same-person'
  | 'decided'
export type DrawOutcome = { readonly ok: true } | { readonly ok: false; readonly refusal: DrawRefusal }

const done: DrawOutcome = { ok: true }
const refused = (refusal: DrawRefusal): DrawOutcome => ({ ok: false, refusal })

interface Drawing {
  readonly ctx: CasesContext
  readonly staff: StaffSession
  readonly placed: PlacedEntry
  readonly now: Date
}

/** 約束の値: a secret seed is made and its hash published, before the entries close. */
export function commitDraw(drawing: Drawing): Promise<DrawOutcome> {
  const { ctx, placed, now } = drawing
  const { closesOn, terms } = placed
  if (terms.method !== 'lottery' || closesOn === undefined) return Promise.resolve(refused('no-draw'))
  // After closing the promise would be worth nothing: who knows the entries could choose the seed.
  if (dayOf(now) > closesOn) return Promise.resolve(refused('closed'))
  return inTransaction(ctx, drawing, async (trx) => {
    if ((await listDraws(trx, placed.register, placed.entry.id)).length > 0) return refused('already')
    await insertDraw(drawing, trx, closesOn, 1, null)
    return done
  })
}

/** 一覧を締める: after closing, who takes part stands still and its digest is published. */
export function freezeDraw(drawing: Drawing): Promise<DrawOutcome> {
  const { ctx, placed, now } = drawing
  return inTransaction(ctx, drawing, async (trx) => {
    const draw = await currentDraw(trx, placed)
    if (!draw) return refused('not-committed')
    if (draw.state !== 'committed' || draw.run > 1) return refused('already')
    if (dayOf(now) <= draw.closes_on) return refused('not-closed')
    await freeze(drawing, trx, draw)
    return done
  })
}

/** 抽選する: the seed is revealed, everybody gets their place in the order, and places go out. */
export function holdDraw(drawing: Drawing): Promise<DrawOutcome> {
  const { ctx, placed } = drawing
  return inTransaction(ctx, drawing, async (trx) => {
    const draw = await currentDraw(trx, placed)
    if (draw?.state === 'drawn') return refused('already')
    if (draw?.state !== 'frozen') return refused('not-frozen')
    await reveal(drawing, trx, draw)
    return done
  })
}

/** やり直しの提案: a new seed is committed to, with a reason that everybody reads. Another person has to agree. */
export function proposeRepeat(drawing: Drawing, reason: string): Promise<DrawOutcome> {
  const { ctx, placed } = drawing
  return inTransaction(ctx, drawing, async (trx) => {
    const draw = await currentDraw(trx, placed)
    if (draw?.state !== 'drawn') return refused(draw ? 'already' : 'no-draw')
    if (reason.trim() === '') return refused('reason-missing')
    if (await anyDecided(trx, placed)) return refused('decided')
    await insertDraw(drawing, trx, draw.closes_on, draw.run + 1, reason.trim().slice(0, 500))
    return done
  })
}

/** やり直しの確認: by another person; the entries are frozen anew and drawn with the seed committed to before. */
export function confirmRepeat(drawing: Drawing): Promise<DrawOutcome> {
  const { ctx, staff, placed } = drawing
  return inTransaction(ctx, drawing, async (trx) => {
    const draw = await currentDraw(trx, placed)
    if (!draw || draw.run === 1 || draw.state !== 'committed') return refused('not-committed')
    if (draw.committed_by === staff.staffId) return refused('same-person')
    if (await anyDecided(trx, placed)) return refused('decided')
    await reveal(drawing, trx, await freeze(drawing, trx, draw))
    return done
  })
}

async function inTransaction(
  ctx: CasesContext,
  { staff, placed }: Drawing,
  work: (trx: Transaction<CasesDb>) => Promise<DrawOutcome>,
): Promise<DrawOutcome> {
  const outcome = await dbOf(ctx, staff.cityId)
    .transaction()
    .execute(async (trx) => {
      // Two clerks on one button: the second waits and finds what the first has done.
      await trx
        .selectFrom('register_entry')
        .select('entry')
        .where('register', '=', placed.register)
        .where('entry', '=', placed.entry.id)
        .forUpdate()
        .execute()
      return work(trx)
    })
  ctx.services.relay.nudge()
  return outcome
}

async function currentDraw(trx: Transaction<CasesDb>, { register, entry }: PlacedEntry): Promise<DrawRow | undefined> {
  const [newest] = await listDraws(trx, register, entry.id)
  return newest && lockDraw(trx, newest.id)
}

async function insertDraw(
  drawing: Drawing,
  trx: Transaction<CasesDb>,
  closesOn: string,
  run: number,
  reason: string | null,
): Promise<void> {
  const { ctx, staff, placed, now } = drawing
  const { register, entry } = placed
  const id = `${register}-${entry.id}-${run}`
  const seed = randomBytes(32).toString('hex')
  const draw = await trx
    .insertInto('place_draw')
    .values({
      id,
      register,
      entry: entry.id,
      run,
      state: 'committed',
      commitment: commitmentOf(seed),
      seed_box: ctx.services.keys.encrypt(staff.cityId, 'case', Buffer.from(seed, 'utf8'), `draw ${id}`),
      reason,
      closes_on: closesOn,
      committed_at: now,
      committed_by: staff.staffId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(drawing, trx, draw, [], run === 1 ? 'draw-committed' : 'draw-repeat-proposed')
}

async function freeze(drawing: Drawing, trx: Transaction<CasesDb>, draw: DrawRow): Promise<DrawRow> {
  const { ctx, staff, placed, now } = drawing
  const who = await whoTakesPart(trx, placed, draw.run > 1)
  const rows = who.map(({ number, places, preferred }) => ({
    draw_id: draw.id,
    entry_id: `E${ctx.services.keys.token(staff.cityId, 'case', `draw ${draw.id} ${number}`).toString('hex').slice(0, 12)}`,
    receipt_number: number,
    places,
    preferred,
  }))
  if (rows.length > 0) await trx.insertInto('place_draw_entry').values(rows).execute()
  const frozen = await trx
    .updateTable('place_draw')
    .set({
      state: 'frozen',
      frozen_at: now,
      entries_digest: digestOfRanked(rows.map(({ entry_id: id, places, preferred }) => ({ id, places, preferred }))),
      seats: placed.entry.capacity,
    })
    .where('id', '=', draw.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(drawing, trx, frozen, await listDrawEntries(trx, draw.id), 'draw-frozen')
  return frozen
}

/** Open cases and telephone holds that wait for the draw; in a repetition also those the last one has decided. */
async function whoTakesPart(
  trx: Transaction<CasesDb>,
  { register, entry }: PlacedEntry,
  again: boolean,
): Promise<readonly { readonly number: string; readonly places: number; readonly preferred: boolean }[]> {
  // What the line has given since the draw is drawn again, too.
  const standings = again ? ['lottery', 'won', 'lost', 'waiting', 'offered', 'reserved'] : ['lottery']
  const cases = (await casesOf(trx, register, entry.id)).filter((row) => row.closed_at === null)
  const holds = await trx
    .selectFrom('place_hold')
    .select(['number', 'quantity', 'standing'])
    .where('register', '=', register)
    .where('entry', '=', entry.id)
    .execute()
  return [
    ...cases.flatMap((row) => {
      const place = row.place as unknown as HeldPlace
      if (!standings.includes(place.standing)) return []
      return [{ number: row.receipt_number, places: place.quantity, preferred: place.preferred === true }]
    }),
    ...holds.flatMap(({ number, quantity, standing }) =>
      standings.includes(standing) ? [{ number, places: quantity, preferred: false }] : [],
    ),
  ]
}

async function anyDecided(trx: Transaction<CasesDb>, { register, entry }: PlacedEntry): Promise<boolean> {
  return (await casesOf(trx, register, entry.id)).some((row) => row.decided_at !== null)
}

async function reveal(drawing: Drawing, trx: Transaction<CasesDb>, draw: DrawRow): Promise<void> {
  const { ctx, staff, placed, now } = drawing
  const seed = ctx.services.keys.decrypt(staff.cityId, 'case', draw.seed_box, `draw ${draw.id}`).toString('utf8')
  const entries = await listDrawEntries(trx, draw.id)
  const frozen = entries.map(({ entry_id: id, places, preferred }) => ({ id, places, preferred }))
  if (digestOfRanked(frozen) !== draw.entries_digest) throw new Error(`The entries of ${draw.id} are not those frozen.`)
  const results = drawRanked(seed, draw.id, placed.entry.id, frozen, draw.seats ?? 0)
  for (const [index, { id, result }] of results.entries())
    await trx
      .updateTable('place_draw_entry')
      .set({ rank: index + 1, result })
      .where('draw_id', '=', draw.id)
      .where('entry_id', '=', id)
      .execute()
  const drawn = await trx
    .updateTable('place_draw')
    .set({ state: 'drawn', drawn_at: now, drawn_by: staff.staffId, seed })
    .where('id', '=', draw.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const ranked = await listDrawEntries(trx, draw.id)
  await announce(drawing, trx, drawn, ranked, 'draw-held')
  // In a repetition who loses goes first, so that the places are free when the winners come.
  const inOrder = [...ranked].sort((a, b) => Number(a.result === 'won') - Number(b.result === 'won'))
  for (const entry of inOrder) await settle(drawing, trx, drawn, entry)
}

/** One result: into the case with its event, and to the zone that counts. */
async function settle(
  { ctx, staff, placed, now }: Drawing,
  trx: Transaction<CasesDb>,
  draw: DrawRow,
  entry: DrawEntryRow,
): Promise<void> {
  const waits = entry.result !== 'won' && keepsLine(placed, dayOf(now))
  const standing = entry.result === 'won' ? 'won' : waits ? 'waiting' : 'lost'
  // The drawn order is the order of the line: anybody can check it in what is published of the draw.
  const at = new Date((draw.drawn_at ?? now).getTime() + (entry.rank ?? 0))
  const { cityId } = staff
  const codes = { draw: draw.id, entry: entry.entry_id, rank: entry.rank, standing }
  const found = await trx
    .selectFrom('case_file')
    .select('id')
    .where('receipt_number', '=', entry.receipt_number)
    .executeTakeFirst()
  if (found)
    await changeCaseIn(ctx, trx, { cityId, caseId: found.id, actor: systemActor, now, action: 'draw' }, async (it) => {
      const { until: _before, ...held } = it.row.place as unknown as HeldPlace
      it.set({ place: JSON.stringify({ ...held, standing, ...(waits ? { at: at.toISOString() } : {}) }) })
      await it.emit('place-changed', codes)
    })
  else
    await trx
      .updateTable('place_hold')
      .set({ standing, ...(waits ? { at } : {}) })
      .where('number', '=', entry.receipt_number)
      .execute()
  const { definition, hash } = placed.procedure
  const row = { procedure_id: definition.id, version_hash: hash, receipt_number: entry.receipt_number }
  const message: CapacityMessage = {
    kind: 'capacity',
    register: placed.register,
    entry: placed.entry.id,
    receiptNumber: entry.receipt_number,
    change: waits ? 'wait' : entry.result === 'won' ? 'won' : 'lost',
    quantity: entry.places,
    ...(waits ? { at: at.toISOString() } : {}),
    seats: draw.seats ?? 0,
    drawId: draw.id,
    drawEntry: entry.entry_id,
  }
  await sendOutward(ctx, trx, cityId, row, now, message)
}

/** The evidence of a step, and the public record of the draw as it stands after it. */
async function announce(
  { ctx, staff, placed, now }: Drawing,
  trx: Transaction<CasesDb>,
  draw: DrawRow,
  entries: readonly DrawEntryRow[],
  type: string,
): Promise<void> {
  await ctx.evidence.append(trx as unknown as Transaction<unknown>, staff.cityId, {
    stream: 'draw',
    streamId: draw.id,
    type,
    actor: { kind: 'staff', id: staff.staffId },
    at: now,
    codes: {
      commitment: draw.commitment,
      digest: draw.entries_digest,
      seats: draw.seats,
      entries: entries.length,
      seed: draw.seed,
    },
    payload: { by: staff.name, reason: draw.reason, results: publicOf(draw, entries).drawn?.results ?? [] },
  })
  const { definition, hash } = placed.procedure
  const message: DrawMessage = { kind: 'draw', draw: publicOf(draw, entries) }
  const row = { procedure_id: definition.id, version_hash: hash, receipt_number: '' }
  await sendOutward(ctx, trx, staff.cityId, row, now, message)
}
