import type { Kysely, Selectable, Transaction } from 'kysely'
import type { DatasetDraftTable, OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout, PublishedDataset } from '../../public/published.ts'
import type { Draft, DraftLayout, DraftProposal, DraftTask, Finding } from './draft.ts'

const ended = ['published', 'discarded'] as const

export async function findDraft(db: Kysely<OfficeDb>, id: string): Promise<Draft | undefined> {
  const row = await db.selectFrom('dataset_draft').selectAll().where('id', '=', id).executeTakeFirst()
  return row && draftOf(row)
}

/** The draft of a dataset that has not ended; there is never more than one. */
export async function openDraftOf(db: Kysely<OfficeDb>, datasetId: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('dataset_draft')
    .selectAll()
    .where('dataset_id', '=', datasetId)
    .where('state', 'not in', ended)
    .executeTakeFirst()
  return row && draftOf(row)
}

/** Drafts that have not ended, newest first. */
export async function openDrafts(db: Kysely<OfficeDb>): Promise<readonly Draft[]> {
  const rows = await db
    .selectFrom('dataset_draft')
    .selectAll()
    .where('state', 'not in', ended)
    .orderBy('changed_at', 'desc')
    .limit(500)
    .execute()
  return rows.map(draftOf)
}

/** Locks the draft until the transaction ends; the second of two people waits, then sees the new number. */
export async function lockDraft(trx: Transaction<OfficeDb>, id: string): Promise<Draft | undefined> {
  const row = await trx.selectFrom('dataset_draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && draftOf(row)
}

type Changes = Partial<{
  readonly datasetId: string
  readonly state: Draft['state']
  readonly source: Draft['source'] | null
  readonly definition: DatasetDefinition
  readonly about: DatasetAbout
  readonly layout: DraftLayout
  readonly task: DraftTask | null
  readonly done: number
  readonly rowCount: number
  readonly findings: readonly Finding[]
  readonly proposal: DraftProposal | null
  readonly fault: string | null
}>

/** Changes a locked draft; its revision counts up, so that whoever saw it before is told. */
export async function changeDraft(
  trx: Kysely<OfficeDb>,
  id: string,
  changes: Changes,
  by?: { readonly name: string; readonly at: Date },
): Promise<void> {
  const json = (value: unknown) => (value === undefined ? undefined : value === null ? null : JSON.stringify(value))
  await trx
    .updateTable('dataset_draft')
    .set((eb) => ({
      ...defined({
        dataset_id: changes.datasetId,
        state: changes.state,
        source: json(changes.source),
        definition: json(changes.definition),
        about: json(changes.about),
        layout: json(changes.layout),
        task: json(changes.task),
        done: changes.done,
        row_count: changes.rowCount,
        findings: changes.findings === undefined ? undefined : JSON.stringify(changes.findings),
        proposal: json(changes.proposal),
        fault: changes.fault,
      }),
      // New work waits for nobody; work that ended is held by nobody.
      ...(changes.task === undefined ? {} : { lease_until: null }),
      ...(by ? { changed_name: by.name, changed_at: by.at } : {}),
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

export function draftOf(row: Selectable<DatasetDraftTable>): Draft {
  return {
    id: row.id,
    datasetId: row.dataset_id ?? undefined,
    state: row.state,
    way: row.way,
    revision: row.revision,
    source: (row.source as PublishedDataset['file'] | null) ?? undefined,
    sourceName: row.source_name,
    sourceSha256: row.source_sha256,
    definition: (row.definition as DatasetDefinition | null) ?? undefined,
    about: (row.about as DatasetAbout | null) ?? undefined,
    layout: (row.layout as DraftLayout | null) ?? undefined,
    baseNumber: row.base_number,
    task: (row.task as DraftTask | null) ?? undefined,
    done: row.done,
    rowCount: row.row_count,
    findings: row.findings as unknown as readonly Finding[],
    proposal: (row.proposal as DraftProposal | null) ?? undefined,
    fault: row.fault ?? undefined,
    begunBy: row.begun_by,
    begunName: row.begun_name,
    begunAt: row.begun_at,
    changedName: row.changed_name,
    changedAt: row.changed_at,
  }
}
