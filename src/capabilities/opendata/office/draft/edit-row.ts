import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { type Act, type ActName, doneBefore, inTransaction, record } from './act.ts'
import { checkAround } from './around.ts'
import { rowsChecker } from './check-rows.ts'
import type { Draft, RepairFilter } from './draft.ts'
import type { ChangeOutcome, ChangeRefusal } from './match-draft.ts'
import { repairRow } from './repair-row.ts'
import { changeDraft, lockDraft } from './store-drafts.ts'
import { dropRows, findRow, highestNumber, putRows } from './store-rows.ts'
import { summariseDraft } from './summarise.ts'

interface WantedRow {
  readonly draftId: string
  /** Revision of the draft that the person saw. */
  readonly seen: number
  readonly number: number
}

/** Changes the cells of a row by the ids of their columns; cells that are not named stay. */
export async function changeRow(
  act: Act,
  wanted: WantedRow & { readonly cells: Readonly<Record<string, string>> },
): Promise<ChangeOutcome> {
  return withDraft(act, wanted, 'row-changed', async (trx, draft, definition) => {
    const row = await findRow(trx, draft.id, wanted.number)
    if (!row) return 'gone'
    await putChecked(
      act,
      trx,
      draft,
      wanted.number,
      definition.columns.map(({ id }, at) => wanted.cells[id] ?? row.cells[at] ?? ''),
    )
    return undefined
  })
}

/** Accepts the proposals of one row: of one problem of it, or all. */
export async function acceptInRow(
  act: Act,
  wanted: WantedRow & { readonly filter: RepairFilter },
): Promise<ChangeOutcome> {
  return withDraft(act, wanted, 'repaired', async (trx, draft, definition) => {
    const row = await findRow(trx, draft.id, wanted.number)
    if (!row) return 'gone'
    await putChecked(act, trx, draft, wanted.number, repairRow(definition, row, wanted.filter))
    return undefined
  })
}

/** Adds a row behind the last one. */
export async function addRow(
  act: Act,
  wanted: Omit<WantedRow, 'number'> & { readonly cells: Readonly<Record<string, string>> },
): Promise<ChangeOutcome> {
  return withDraft(act, { ...wanted, number: 0 }, 'row-added', async (trx, draft, definition) => {
    const cells = definition.columns.map(({ id }) => wanted.cells[id] ?? '')
    await putChecked(act, trx, draft, (await highestNumber(trx, draft.id)) + 1, cells)
    return undefined
  })
}

/** Takes a row out of the draft: a note below the table, something that is no more. */
export async function removeRow(act: Act, wanted: WantedRow): Promise<ChangeOutcome> {
  return withDraft(act, wanted, 'row-removed', async (trx, draft) => {
    if (!(await findRow(trx, draft.id, wanted.number))) return 'gone'
    await dropRows(trx, draft.id, wanted.number)
    return undefined
  })
}

async function withDraft(
  act: Act,
  wanted: WantedRow,
  done: ActName,
  work: (
    trx: Transaction<OfficeDb>,
    draft: Draft,
    definition: NonNullable<Draft['definition']>,
  ) => Promise<ChangeRefusal | undefined>,
): Promise<ChangeOutcome> {
  return inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    const draft = await lockDraft(trx, wanted.draftId)
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    if (!draft?.definition || !draft.layout) return { ok: false, refusal: 'gone' }
    if (draft.state !== 'open' || draft.task !== undefined) return { ok: false, refusal: 'not-open' }
    if (draft.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    const refusal = await work(trx, draft, draft.definition)
    if (refusal) return { ok: false, refusal }
    const { rows, findings } = await summariseDraft(trx, draft.id, draft.definition, draft.layout.edition)
    await changeDraft(trx, draft.id, { rowCount: rows, findings }, { name: act.author.name, at: act.at })
    const figures: Readonly<Record<string, number>> = wanted.number > 0 ? { row: wanted.number } : {}
    await record(trx, act, { act: done, datasetId: draft.datasetId, draftId: draft.id, figures })
    return { ok: true }
  })
}

async function putChecked(
  act: Act,
  trx: Transaction<OfficeDb>,
  { id, definition, layout }: Draft,
  number: number,
  cells: readonly string[],
): Promise<void> {
  if (!definition || !layout) return
  const check = rowsChecker(definition, layout.edition, await checkAround(act.services, act.cityId))
  await putRows(trx, id, await check([{ number, cells }]))
}
