import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { openTable } from '../../read/open-table.ts'
import { readSynonyms } from '../../read/synonyms.ts'
import { type Act, inTransaction } from '../draft/act.ts'
import { publishingCity } from '../draft/around.ts'
import type { ChangeOutcome } from '../draft/match-draft.ts'
import { readSource } from '../draft/source.ts'
import { changeDraft, findDraft, lockDraft } from '../draft/store-drafts.ts'
import { unnamed } from './begin-new.ts'
import { tableAt } from './first-table.ts'
import { guessColumns } from './guess-columns.ts'

/**
 * Reads the file of a new dataset anew, with the sheet and the lines of the header that a person named; its columns are guessed once more. Throws
 * `DataFileRefused` where there is no such line, or nothing below it.
 */
export async function chooseHeader(
  act: Act,
  wanted: {
    readonly draftId: string
    readonly seen: number
    readonly sheet: string
    readonly lines: readonly [first: number, last: number]
  },
): Promise<ChangeOutcome> {
  const { services, cityId } = act
  const draft = await findDraft(services.db.city<OfficeDb>(cityId), wanted.draftId)
  if (!draft?.source) return { ok: false, refusal: 'gone' }
  const table = await openTable(await readSource(services, cityId, draft.source))
  const { layout, rows } = await tableAt(table, wanted.sheet, wanted.lines)
  const { code } = await publishingCity(services, cityId)
  const columns = guessColumns(layout.headers, rows, readSynonyms(services.config.rootDir), code)
  return inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    const locked = await lockDraft(trx, wanted.draftId)
    if (!locked) return { ok: false, refusal: 'gone' }
    if (locked.state !== 'describing') return { ok: false, refusal: 'not-open' }
    if (locked.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    await changeDraft(
      trx,
      wanted.draftId,
      { definition: unnamed(columns), layout: { ...layout, matches: columns.map(({ id }) => id) } },
      { name: act.author.name, at: act.at },
    )
    return { ok: true }
  })
}
