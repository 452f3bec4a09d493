import { randomUUID } from 'node:crypto'
import { readThrough } from './adapters/apply.ts'
import { adaptersOf } from './adapters/manifest.ts'
import { changeNotice } from './change.ts'
import { messages } from './format/messages.ja.ts'
import { type FileReading, readIntakeFile } from './format/read-file.ts'
import { type Actor, type Moving, type OfficeTrx, officeDb, tellEvidence } from './moving.ts'
import { sourceTokenOf, takeNotice } from './take-in.ts'

/** The documented format itself, beside the adapters of other layouts. */
export const ownLayout = 'yanagi-moving'

/** What became of one row: its place, and for a refused one the sentences. Nobody's data. */
export interface ReportRow {
  readonly at: number
  readonly outcome: 'taken' | 'known' | 'refused' | 'cancelled'
  readonly receiptNumber?: string
  readonly sentences?: readonly string[]
}

export interface IntakeReport {
  readonly id: string
  readonly ok: boolean
  /** Why nothing was taken in. */
  readonly sentence?: string
  readonly accepted: number
  readonly known: number
  readonly refused: number
  readonly rows: readonly ReportRow[]
}

/** Reads a file in the layout of this name; undefined where there is no such layout. */
export function readLayout(rootDir: string, layout: string, bytes: Uint8Array, now: Date): FileReading | undefined {
  if (layout === ownLayout) return readIntakeFile(bytes, now)
  const adapter = adaptersOf(rootDir).find(({ id }) => id === layout)
  return adapter && readThrough(adapter, bytes, now)
}

/**
 * Takes a file in: every good row in a transaction of its own, every bad one refused with sentences, so that one bad row keeps
 * nobody else waiting. The same file again changes nothing.
 */
export async function importFile(
  ctx: Moving,
  cityId: string,
  layout: string,
  bytes: Uint8Array,
  by: { readonly actor: Actor; readonly name: string },
  now: Date,
): Promise<IntakeReport> {
  const read = readLayout(ctx.services.config.rootDir, layout, bytes, now) ?? { ok: false, sentence: messages.noLayout }
  const id = randomUUID()
  const rows: ReportRow[] = []
  if (read.ok) {
    for (const each of read.rows) {
      rows.push(
        each.ok
          ? await takeRow(ctx, cityId, read.sender, each, by.actor, now)
          : { at: each.at, outcome: 'refused', sentences: each.sentences },
      )
    }
  }
  const count = (...outcomes: ReportRow['outcome'][]): number =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length
  const report: IntakeReport = {
    id,
    ok: read.ok,
    ...(read.ok ? {} : { sentence: read.sentence }),
    accepted: count('taken', 'cancelled'),
    known: count('known'),
    refused: count('refused'),
    rows,
  }
  const { accepted, known, refused } = report
  await officeDb(ctx, cityId)
    .transaction()
    .execute(async (trx) => {
      const values = {
        id,
        read_at: now,
        read_by: by.actor.id,
        read_name: by.name,
        adapter: layout,
        accepted,
        known,
        refused,
      }
      await trx
        .insertInto('moving_intake')
        .values({ ...values, report: JSON.stringify({ sentence: report.sentence, rows }) })
        .execute()
      const codes = { layout, accepted, known, refused }
      await tellEvidence(ctx, trx, cityId, { streamId: 'intake', type: 'file-read', actor: by.actor, at: now, codes })
    })
  return report
}

async function takeRow(
  ctx: Moving,
  cityId: string,
  sender: string,
  { at, row }: Extract<Extract<FileReading, { ok: true }>['rows'][number], { ok: true }>,
  by: Actor,
  now: Date,
): Promise<ReportRow> {
  const refuse = (sentence: string): ReportRow => ({ at, outcome: 'refused', sentences: [sentence] })
  return officeDb(ctx, cityId)
    .transaction()
    .execute(async (trx): Promise<ReportRow> => {
      if (row.kind === 'cancel')
        return takeCancellation(ctx, trx, cityId, sender, row.refersTo, { at, by, now, refuse })
      const taken = await takeNotice(ctx, trx, cityId, { source: sender, notice: row, by }, now)
      if (taken.outcome === 'changed') return refuse(messages.changed)
      return { at, outcome: taken.outcome, receiptNumber: taken.receiptNumber }
    })
}

async function takeCancellation(
  ctx: Moving,
  trx: OfficeTrx,
  cityId: string,
  sender: string,
  refersTo: string,
  { at, by, now, refuse }: { at: number; by: Actor; now: Date; refuse: (sentence: string) => ReportRow },
): Promise<ReportRow> {
  const found = await trx
    .selectFrom('moving_notice')
    .selectAll()
    .where('source_token', '=', sourceTokenOf(ctx, cityId, sender, refersTo))
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return refuse(messages.nothingToCancel)
  const { receipt_number: receiptNumber } = found
  if (found.state === 'cancelled') return { at, outcome: 'known', receiptNumber }
  const changed = await changeNotice(ctx, trx, cityId, found, { act: 'cancel', by, now, reason: 'sender' })
  return changed ? { at, outcome: 'cancelled', receiptNumber } : refuse(messages.alreadyEnded)
}
