import { type Selectable, sql, type Transaction, type Updateable } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import { transact } from '../../platform/database/transact.ts'
import type { PermissionId } from '../identity/index.ts'
import type { CompiledProcedure } from '../procedures/index.ts'
import { type Actor, mayAct, maySee } from './actor.ts'
import { type CasesContext, dbOf } from './context.ts'
import { deadlineNow } from './deadline-now.ts'
import { tellResident, toldOf } from './outward.ts'
import { countsChanged } from './queue/counted.ts'
import { capacityEffect, endsWithoutPlace, type HeldPlace } from './rules/capacity.ts'
import { type Deadline, nextAlarmOn } from './rules/deadline.ts'
import { type Refusal, type Situation, step } from './rules/situation.ts'
import { type CaseEventType, endStates } from './rules/states.ts'
import { waitChange } from './rules/waits.ts'
import type { CaseFileTable, CasesDb } from './store/tables.ts'
import { type CaseVault, openVault } from './vault.ts'

export type CaseRow = Selectable<CaseFileTable>
export type CasePatch = Updateable<CaseFileTable>

/** One thing wrong with what was typed: the control it belongs to, and a code with its sentence in the messages. */
export interface InputProblem {
  readonly at: string
  readonly refusal: string
  readonly params?: Readonly<Record<string, string>>
}

export type ActionRefusal =
  | Refusal
  | 'not-found'
  | 'no-permission'
  | 'stale'
  | 'invalid'
  | 'no-route'
  | 'definition-unknown'

export type ActionResult =
  | { readonly ok: true; readonly caseId: string; readonly repeated: boolean; readonly id?: string }
  | {
      readonly ok: false
      readonly refusal: ActionRefusal
      readonly problems?: readonly InputProblem[]
      /** A finished sentence from another capability (no route for the matter). */
      readonly sentence?: string
    }

export interface ActionInput {
  readonly cityId: string
  readonly caseId: string
  readonly actor: Actor
  readonly now: Date
  /** What kind of act it is, for the record of keys. */
  readonly action: string
  readonly permission?: PermissionId
  /** Key the form was rendered with: the same key twice is one effect. */
  readonly requestKey?: string
  /** Version of the case that the page showed; another one means somebody was quicker. */
  readonly expectedVersion?: number
}

/** What an action works with, inside its transaction. */
export interface CaseWork {
  readonly trx: Transaction<CasesDb>
  readonly row: CaseRow
  readonly vault: CaseVault
  readonly procedure: CompiledProcedure
  readonly now: Date
  readonly actor: Actor
  /** The next situation by the table, recorded as an event; throws the refusal when it is not possible. */
  emit(
    type: CaseEventType,
    codes?: Record<string, string | number | boolean | null>,
    payload?: unknown,
    /** Another than the actor of this change: what the program does because of it. */
    by?: Actor,
  ): Promise<void>
  /** Columns that change with this action. */
  set(patch: CasePatch): void
  situation(): Situation
  refuse(refusal: ActionRefusal, problems?: readonly InputProblem[], sentence?: string): never
  /** Sends the status outward even when nothing seen from there has changed. */
  tellAgain(): void
  /** Id of the record that was made, for the answer. */
  made(id: string): void
}

class Refused extends Error {
  constructor(readonly result: Extract<ActionResult, { ok: false }>) {
    super(result.refusal)
  }
}

/** A guarded change in a transaction of its own. Refusals are values; everything done before one is rolled back. */
export async function changeCase(
  ctx: CasesContext,
  input: ActionInput,
  work: (it: CaseWork) => Promise<void>,
): Promise<ActionResult> {
  try {
    const result = await transact(dbOf(ctx, input.cityId), (trx) => apply(ctx, trx, input, work))
    ctx.services.relay.nudge()
    countsChanged(ctx, input.cityId)
    return result
  } catch (error) {
    if (error instanceof Refused) return error.result
    throw error
  }
}

/**
 * The same inside somebody else's transaction (a relay handler, the approver's decision). A refusal leaves what the
 * caller wrote alone: a savepoint takes back this change only.
 */
export async function changeCaseIn(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  input: ActionInput,
  work: (it: CaseWork) => Promise<void>,
): Promise<ActionResult> {
  await sql`savepoint case_change`.execute(trx)
  try {
    const result = await apply(ctx, trx, input, work)
    await sql`release savepoint case_change`.execute(trx)
    return result
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await sql`rollback to savepoint case_change`.execute(trx)
    return error.result
  }
}

/** What bars any act on a case that may be seen: no permission in its section, or somebody was quicker. */
export function barredBy(
  row: Pick<CaseRow, 'section_id' | 'version'>,
  input: Pick<ActionInput, 'actor' | 'permission' | 'expectedVersion'>,
): 'no-permission' | 'stale' | null {
  const { staff } = input.actor
  if (staff && input.permission && !mayAct(staff, input.permission, row.section_id)) return 'no-permission'
  return input.expectedVersion !== undefined && input.expectedVersion !== row.version ? 'stale' : null
}

async function apply(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  input: ActionInput,
  work: (it: CaseWork) => Promise<void>,
): Promise<ActionResult> {
  const row = await trx
    .selectFrom('case_file')
    .selectAll()
    .where('id', '=', input.caseId)
    .forUpdate()
    .executeTakeFirst()
  const { staff } = input.actor
  if (!row || (staff && !maySee(staff, row))) throw new Refused({ ok: false, refusal: 'not-found' })
  const barred = barredBy(row, input)
  if (barred === 'no-permission') throw new Refused({ ok: false, refusal: barred })
  if (input.requestKey !== undefined && !(await isFirst(trx, input, row.id)))
    return { ok: true, caseId: row.id, repeated: true }
  if (barred !== null) throw new Refused({ ok: false, refusal: barred })
  const procedure = await ctx.procedures.find(input.cityId, row.procedure_id, row.version_hash)
  if (!procedure) throw new Refused({ ok: false, refusal: 'definition-unknown' })
  const job = new Work(ctx, trx, input, row, procedure)
  await work(job)
  await job.finish()
  return { ok: true, caseId: row.id, repeated: false, ...(job.madeId === undefined ? {} : { id: job.madeId }) }
}

async function isFirst(trx: Transaction<CasesDb>, input: ActionInput, caseId: string): Promise<boolean> {
  const inserted = await trx
    .insertInto('case_request')
    .values({
      request_key: input.requestKey as string,
      case_id: caseId,
      action: input.action,
      actor_id: input.actor.id,
      at: input.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Where a case stands, for the rules. */
export function situationOf(row: Pick<CaseRow, 'state' | 'resume_to' | 'decided_at' | 'cancellation'>): Situation {
  return {
    state: row.state,
    resumeTo: row.resume_to,
    decided: row.decided_at !== null,
    cancellation: row.cancellation ?? 'none',
  }
}

class Work implements CaseWork {
  readonly vault: CaseVault
  readonly now: Date
  readonly actor: Actor
  madeId: string | undefined
  private current: Situation
  private patch: CasePatch = {}
  private again = false
  private happened = false

  constructor(
    private readonly ctx: CasesContext,
    readonly trx: Transaction<CasesDb>,
    private readonly input: ActionInput,
    readonly row: CaseRow,
    readonly procedure: CompiledProcedure,
  ) {
    this.vault = openVault(ctx.services.keys, input.cityId, row.id, row.wrapped_key)
    this.now = input.now
    this.actor = input.actor
    this.current = situationOf(row)
  }

  situation(): Situation {
    return this.current
  }

  set(patch: CasePatch): void {
    this.patch = { ...this.patch, ...patch }
  }

  made(id: string): void {
    this.madeId = id
  }

  tellAgain(): void {
    this.again = true
  }

  refuse(refusal: ActionRefusal, problems?: readonly InputProblem[], sentence?: string): never {
    throw new Refused({ ok: false, refusal, ...(problems ? { problems } : {}), ...(sentence ? { sentence } : {}) })
  }

  async emit(
    type: CaseEventType,
    codes: Record<string, string | number | boolean | null> = {},
    payload?: unknown,
    by: Actor = this.actor,
  ): Promise<void> {
    const before = this.current
    const next = step(before, { type, by: by.kind })
    if (!next.ok) this.refuse(next.refusal)
    this.current = next.situation
    this.happened = true
    await this.keepWaits(before.state, next.situation.state)
    await this.ctx.evidence.append(this.trx as unknown as Transaction<unknown>, this.input.cityId, {
      stream: 'case',
      streamId: this.row.id,
      type,
      actor: {
        kind: by.kind === 'approver' ? 'staff' : by.kind,
        id: by.id,
        ...(by.role ? { role: by.role } : {}),
      },
      at: this.now,
      codes: { before: before.state, after: next.situation.state, ...codes },
      payload: { by: by.name, ...(isRecord(payload) ? payload : {}) },
    })
    await this.givePlaceBack(type)
  }

  private async keepWaits(before: CaseRow['state'], after: CaseRow['state']): Promise<void> {
    const change = waitChange(before, after)
    if (change.close)
      await this.trx
        .updateTable('case_wait')
        .set({ ended_at: this.now })
        .where('case_id', '=', this.row.id)
        .where('ended_at', 'is', null)
        .execute()
    if (change.open === null) return
    await this.trx
      .insertInto('case_wait')
      .columns(['case_id', 'number', 'state', 'started_at'])
      .expression((eb) =>
        eb
          .selectFrom('case_wait')
          .select([
            eb.val(this.row.id).as('case_id'),
            sql<number>`coalesce(max(number), 0) + 1`.as('number'),
            eb.val(change.open as 'correction').as('state'),
            eb.val(this.now).as('started_at'),
          ])
          .where('case_id', '=', this.row.id),
      )
      .execute()
  }

  /** A place goes back in the transaction that ended the matter; the internet zone keeps the count. */
  private async givePlaceBack(type: CaseEventType): Promise<void> {
    const result = this.patch.result ?? this.row.result
    const outcomeId = this.patch.outcome_id ?? this.row.outcome_id
    const outcome = this.procedure.outcomes().find(({ id }) => id === outcomeId)
    const without = endsWithoutPlace(this.patch.adverse ?? this.row.adverse ?? false, result, outcome)
    const effect = capacityEffect(type, without, (this.row.place ?? null) as HeldPlace | null)
    if (!effect) return
    await this.ctx.services.relay.send(this.trx as unknown as Transaction<unknown>, {
      kind: 'capacity',
      to: 'internet',
      cityId: this.input.cityId,
      procedureId: this.row.procedure_id,
      versionHash: this.row.version_hash,
      receiptNumber: this.row.receipt_number,
      arrivedAt: this.now,
      payload: { kind: 'capacity', receiptNumber: this.row.receipt_number, ...effect },
    })
  }

  private async nextAlarm(clock: Deadline, rung: readonly number[]): Promise<string | null> {
    const isClosedDay = await this.ctx.directory.isClosedDay(this.input.cityId)
    return nextAlarmOn(this.procedure.definition.processing, clock, rung, dayOf(this.now), isClosedDay)
  }

  /** Writes the columns, recomputes the clock, tells the resident when something they see has changed. */
  async finish(): Promise<void> {
    // Nothing happened (a repeated message): nobody's page grows old because of it.
    if (!this.happened && !this.again && Object.keys(this.patch).length === 0) return
    const { state, resumeTo, decided } = this.current
    const cancellation = this.current.cancellation === 'none' ? null : this.current.cancellation
    const patched: CaseRow = { ...this.row, ...(this.patch as Partial<CaseRow>), state, resume_to: resumeTo }
    const ended = endStates.has(state)
    const clock = await deadlineNow(this.ctx, this.trx, this.input.cityId, patched, this.procedure, this.now)
    const settled = decided || ended
    const changed: CasePatch = {
      ...this.patch,
      state,
      cancellation,
      resume_to: resumeTo,
      version: this.row.version + 1,
      updated_at: this.now,
      due_on: clock.dueOn,
      paused: clock.paused && !settled,
      alarm_on: settled ? null : await this.nextAlarm(clock, patched.alarms_rung),
      sort_on: settled ? '9999-12-31' : clock.dueOn,
      closed_at: ended ? (this.row.closed_at ?? this.now) : null,
    }
    const told = toldOf({ ...patched, due_on: clock.dueOn })
    if (this.again || told !== toldOf(this.row)) {
      const version = this.row.status_version + 1
      changed.status_version = version
      await tellResident(
        this.ctx,
        this.trx,
        this.input.cityId,
        { ...patched, due_on: clock.dueOn, status_version: version },
        this.now,
      )
    }
    await this.trx.updateTable('case_file').set(changed).where('id', '=', this.row.id).execute()
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
