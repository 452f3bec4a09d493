import { sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { transact } from '../../../platform/database/transact.ts'
import type { KnownApplication } from '../../cases/index.ts'
import type { Manifest } from '../manifest/schema.ts'
import type { NotIdentified } from '../map/identify.ts'
import type { ReadApplication, Surroundings } from '../map/read-application.ts'
import type { BatchRow, Outcome } from '../store/batches.ts'
import { type RowBox, sealRow } from '../store/box.ts'
import { tokenOf } from './delivered.ts'
import { dbOf, type Intake } from './intake.ts'
import { type KeptRow, rawsOf } from './raw-of.ts'
import { readKept } from './read-kept.ts'

/** A row as it was read, before anybody has looked whether it is here already. */
interface Checked {
  readonly number: number
  readonly kept: KeptRow
  readonly read: ReadApplication | NotIdentified
  /** Of what can be a case. */
  readonly token: Buffer | null
}

/** Reads some rows of a file and writes down what would become of each; nothing is made. */
export async function checkRows(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  around: Surroundings,
  numbers: readonly number[],
): Promise<void> {
  const checked: Checked[] = []
  for (const [number, kept] of await rawsOf(intake, cityId, batch, manifest, numbers)) {
    const read = await readKept(intake, manifest, kept, around)
    checked.push({ number, kept, read, token: read.ok ? tokenOf(intake, cityId, read) : null })
  }
  const recognised = checked.flatMap(({ number, read, token }) =>
    read.ok && token !== null
      ? [{ number, asked: { ...read, source: manifest.source, channel: manifest.channel, contentToken: token } }]
      : [],
  )
  const there = await intake.cases.known(
    cityId,
    recognised.map(({ asked }) => asked),
  )
  const known = new Map(recognised.map(({ number }, n) => [number, there[n] ?? null] as const))
  const twins = await earlierTwins(intake, cityId, batch.id, checked)
  const found = checked.map((row) => ({ ...row, ...outcomeOf(row, known.get(row.number) ?? null, twins) }))
  await transact(dbOf(intake, cityId), (trx) => writeFound(intake, trx, cityId, batch.id, found))
}

/** All in one statement; a row that another process has checked meanwhile stays as it is. */
async function writeFound(
  intake: Intake,
  trx: Transaction<OfficeDb>,
  cityId: string,
  batchId: string,
  found: readonly (Checked & Found)[],
): Promise<void> {
  const each = <T>(pick: (row: Checked & Found) => T): readonly T[] => found.map(pick)
  const seal = ({ number, kept, box }: Checked & Found): Buffer =>
    sealRow(intake.services.keys, cityId, batchId, number, { ...kept.box, ...box })
  await sql`update intake_row r set outcome = f.outcome, box = f.box, sender_number = f.sender_number,
      content_token = f.content_token, case_id = f.case_id
    from unnest(${each((row) => row.number)}::integer[], ${each((row) => row.outcome)}::text[], ${each(seal)}::bytea[],
      ${each(({ read }) => read.senderNumber ?? null)}::text[], ${each((row) => row.token)}::bytea[],
      ${each((row) => row.caseId ?? null)}::uuid[]) as f (number, outcome, box, sender_number, content_token, case_id)
    where r.batch_id = ${batchId} and r.number = f.number and r.outcome = 'unchecked'`.execute(trx)
}

interface Found {
  readonly outcome: Outcome
  readonly box: Partial<RowBox>
  readonly caseId?: string
}

function outcomeOf({ number, read, token }: Checked, known: KnownApplication | null, twins: Twins): Found {
  if (!read.ok || token === null) return { outcome: 'unreadable', box: read.ok ? {} : { problems: read.problems } }
  const { faults, unused } = judgedBox(read)
  if (known?.outcome === 'known') return { outcome: 'known', box: { unused }, caseId: known.caseId }
  if (known) return { outcome: 'differs', box: { differs: known.labels, unused }, caseId: known.caseId }
  const twin = twins(number, read.senderNumber)
  if (twin?.equals(token)) return { outcome: 'known', box: { unused } }
  if (twin) return { outcome: 'differs', box: { differs: [], unused } }
  return { outcome: faults.length > 0 ? 'faulty' : 'ready', box: { faults, unused } }
}

export function judgedBox(read: ReadApplication): Pick<RowBox, 'faults' | 'unused'> & {
  readonly faults: NonNullable<RowBox['faults']>
  readonly unused: readonly string[]
} {
  return {
    faults: read.faults.map((fault) => {
      const column = fault.path === undefined ? undefined : read.columns.get(fault.path)
      return { ...fault, ...(column === undefined ? {} : { column }) }
    }),
    unused: read.unused,
  }
}

/** The content under the same number further up in the same file. */
type Twins = (number: number, senderNumber: string) => Buffer | undefined

/** Numbers that stand in the file before these rows, and among them: the first of a number counts. */
async function earlierTwins(
  intake: Intake,
  cityId: string,
  batchId: string,
  checked: readonly Checked[],
): Promise<Twins> {
  const first = new Map<string, { readonly number: number; readonly token: Buffer }>()
  const note = (senderNumber: string, number: number, token: Buffer): void => {
    const known = first.get(senderNumber)
    if (known === undefined || number < known.number) first.set(senderNumber, { number, token })
  }
  const senders = checked.flatMap(({ read }) => (read.ok ? [read.senderNumber] : []))
  if (senders.length > 0) {
    const rows = await dbOf(intake, cityId)
      .selectFrom('intake_row')
      .select(['number', 'sender_number', 'content_token'])
      .where('batch_id', '=', batchId)
      .where('sender_number', 'in', [...new Set(senders)])
      .where('content_token', 'is not', null)
      .execute()
    for (const row of rows)
      if (row.sender_number !== null && row.content_token !== null)
        note(row.sender_number, row.number, row.content_token)
  }
  for (const { number, read, token } of checked) if (read.ok && token !== null) note(read.senderNumber, number, token)
  return (number, senderNumber) => {
    const known = first.get(senderNumber)
    return known !== undefined && known.number < number ? known.token : undefined
  }
}
