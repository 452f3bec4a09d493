import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { openTable } from '../../read/open-table.ts'
import { readSynonyms } from '../../read/synonyms.ts'
import { headerKey } from '../../table/header-key.ts'
import { type Act, doneBefore, inTransaction, record } from './act.ts'
import type { Draft } from './draft.ts'
import { layoutOf, type Remembered } from './layout.ts'
import { readSource } from './source.ts'
import { changeDraft, lockDraft } from './store-drafts.ts'
import { dropRows } from './store-rows.ts'

export type ChangeRefusal = 'gone' | 'not-open' | 'changed-meanwhile'
export type ChangeOutcome = { readonly ok: true } | { readonly ok: false; readonly refusal: ChangeRefusal }

/** Confirms what each header is taken for; the dataset remembers it. The file is then read in the background. */
export async function confirmMatches(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number; readonly matches: readonly string[] },
): Promise<ChangeOutcome> {
  return inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    const draft = await lockDraft(trx, wanted.draftId)
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    const refusal = refusalToMatch(draft, wanted.seen)
    if (refusal) return { ok: false, refusal }
    const { layout, datasetId } = draft as Draft & { layout: NonNullable<Draft['layout']> }
    await dropRows(trx, wanted.draftId)
    const by = { name: act.author.name, at: act.at }
    await changeDraft(
      trx,
      wanted.draftId,
      {
        state: 'reading',
        layout: { ...layout, matches: wanted.matches, unsure: [] },
        task: { kind: 'read' },
        done: 0,
        fault: null,
        findings: [],
        rowCount: 0,
      },
      by,
    )
    if (datasetId !== undefined) {
      const said = layout.headers.map((header, at): [string, string] => [headerKey(header), wanted.matches[at] ?? ''])
      const kept = await trx
        .selectFrom('dataset')
        .select('headers')
        .where('dataset_id', '=', datasetId)
        .forUpdate()
        .executeTakeFirst()
      const headers = { ...(kept?.headers as Remembered), ...Object.fromEntries(said.filter(([key]) => key !== '')) }
      await trx
        .updateTable('dataset')
        .set({ headers: JSON.stringify(headers) })
        .where('dataset_id', '=', datasetId)
        .execute()
    }
    const taken = wanted.matches.filter((match) => match !== '').length
    await record(trx, act, { act: 'matched', datasetId, draftId: wanted.draftId, figures: { columns: taken } })
    return { ok: true }
  })
}

/** Takes another sheet of the workbook; its header is looked for anew. Throws `DataFileRefused`. */
export async function chooseSheet(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number; readonly sheet: string },
): Promise<ChangeOutcome> {
  const db = act.services.db.city<OfficeDb>(act.cityId)
  const draft = await db
    .selectFrom('dataset_draft')
    .select(['source', 'definition', 'dataset_id'])
    .where('id', '=', wanted.draftId)
    .executeTakeFirst()
  const dataset =
    draft?.dataset_id == null
      ? undefined
      : await db.selectFrom('dataset').select('headers').where('dataset_id', '=', draft.dataset_id).executeTakeFirst()
  if (!draft?.source || !draft.definition) return { ok: false, refusal: 'gone' }
  const bytes = await readSource(act.services, act.cityId, draft.source as never)
  const layout = await layoutOf(
    await openTable(bytes),
    draft.definition as never,
    (dataset?.headers ?? {}) as Remembered,
    readSynonyms(act.services.config.rootDir),
    wanted.sheet,
  )
  return inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    const locked = await lockDraft(trx, wanted.draftId)
    const refusal = refusalToMatch(locked, wanted.seen)
    if (refusal) return { ok: false, refusal }
    await changeDraft(
      trx,
      wanted.draftId,
      { layout, state: 'matching', task: null },
      { name: act.author.name, at: act.at },
    )
    return { ok: true }
  })
}

function refusalToMatch(draft: Draft | undefined, seen: number): ChangeRefusal | undefined {
  if (!draft?.layout) return 'gone'
  if (draft.state !== 'matching' && draft.state !== 'open') return 'not-open'
  if (draft.task !== undefined) return 'not-open'
  return draft.revision === seen ? undefined : 'changed-meanwhile'
}
