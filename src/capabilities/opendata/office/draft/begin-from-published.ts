import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { unpackRows } from '../../public/load/row-file.ts'
import { type Act, doneBefore } from './act.ts'
import { type BeginOutcome, beginDraft } from './begin-draft.ts'
import { newestVersion } from './differences.ts'
import { readSource } from './source.ts'

/**
 * Begins a draft from what is published, so that a cell is put right, or a row added, without a file. It is read as the same rows in a file would
 * be. `no-dataset`: nothing was published yet. Throws `DataFileRefused` where the table is too large for the screens.
 */
export async function beginFromPublished(
  act: Act,
  datasetId: string,
  nameOf: (version: number) => string,
): Promise<BeginOutcome> {
  const { services, cityId } = act
  const db = services.db.city<OfficeDb>(cityId)
  const before = await doneBefore(db, act.requestKey)
  if (before?.draftId) return { ok: true, draftId: before.draftId }
  const version = await newestVersion(db, datasetId)
  if (version === undefined) return { ok: false, refusal: 'no-dataset' }
  const lines = [line(version.definition.columns.map(({ title }) => title))]
  for await (const page of unpackRows(await readSource(services, cityId, version.file), 1000))
    for (const cells of page) lines.push(line(version.definition.columns.map((_, at) => cells[at] ?? '')))
  const bytes = Buffer.from(lines.join(''))
  return beginDraft(act, { datasetId, name: nameOf(version.number), bytes, way: 'screen' })
}

/** Cells as they are kept: nobody opens this table in a spreadsheet. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
}
