import { randomUUID } from 'node:crypto'
import type { DatasetAbout } from '../../public/published.ts'
import { headerKey } from '../../table/header-key.ts'
import { type Act, doneBefore, inTransaction, record } from '../draft/act.ts'
import { changeDraft, lockDraft } from '../draft/store-drafts.ts'
import type { NewDescription } from './read-description.ts'

export type SaveRefusal = 'gone' | 'not-open' | 'changed-meanwhile' | 'id-taken'

/** Makes the dataset (not yet published) out of its description; its file is then read in the background. */
export async function saveDescription(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number; readonly description: NewDescription },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: SaveRefusal }> {
  const { definition, about, matches } = wanted.description
  const city = act.services.cities.find(({ id }) => id === act.cityId)
  const publisher = { code: city?.code ?? '', name: city?.name ?? '', nameEn: city?.nameEn ?? '' }
  const whole: DatasetAbout = { ...about, publisher, fictional: city?.demo === true }
  return inTransaction(act, async (trx) => {
    const draft = await lockDraft(trx, wanted.draftId)
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    if (!draft?.layout) return { ok: false, refusal: 'gone' }
    if (draft.state !== 'describing') return { ok: false, refusal: 'not-open' }
    if (draft.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    const headers = draft.layout.headers.map((header, at) => [headerKey(header), matches[at] ?? ''] as const)
    const made = await trx
      .insertInto('dataset')
      .values({
        dataset_id: definition.id,
        uuid: randomUUID(),
        slug: publisher.code === '' ? definition.id : `${publisher.code}-${definition.file}`,
        definition: JSON.stringify(definition),
        about: JSON.stringify(whole),
        state: 'draft',
        headers: JSON.stringify(Object.fromEntries(headers.filter(([key]) => key !== ''))),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('dataset_id')
      .executeTakeFirst()
    if (!made) return { ok: false, refusal: 'id-taken' }
    await changeDraft(
      trx,
      draft.id,
      {
        datasetId: definition.id,
        definition,
        layout: { ...draft.layout, matches },
        state: 'reading',
        task: { kind: 'read' },
      },
      { name: act.author.name, at: act.at },
    )
    await record(trx, act, {
      act: 'described',
      datasetId: definition.id,
      draftId: draft.id,
      figures: { columns: definition.columns.length },
    })
    return { ok: true }
  })
}
