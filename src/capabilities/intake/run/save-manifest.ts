import { transact } from '../../../platform/database/transact.ts'
import { catalogueOf, type Finding } from '../../procedures/index.ts'
import { loadManifest } from '../manifest/load.ts'
import { newestVersion } from '../store/manifests.ts'
import { dbOf, type Intake, record, type Taker } from './intake.ts'

export type SaveOutcome =
  | { readonly ok: true; readonly id: string; readonly version: number }
  | { readonly ok: false; readonly findings: readonly Finding[] }
  /** Somebody saved meanwhile; `newest` is what the next version has to follow. */
  | { readonly ok: false; readonly findings: readonly []; readonly newest: number }

/** Keeps a manifest of the city's own. Its version has to be the next one: two people who save are told. */
export async function saveManifest(intake: Intake, cityId: string, source: string, by: Taker): Promise<SaveOutcome> {
  const { services } = intake
  const procedures = await catalogueOf(services).current(cityId)
  const { manifest, findings } = loadManifest(source, '取り込みの定義', procedures)
  if (!manifest) return { ok: false, findings }
  return transact(dbOf(intake, cityId), async (trx): Promise<SaveOutcome> => {
    const newest = await newestVersion(trx, services.config.rootDir, manifest.id)
    if (manifest.version !== newest + 1) return { ok: false, findings: [], newest }
    const { id, version } = manifest
    const inserted = await trx
      .insertInto('intake_manifest')
      .values({ id, version, source, saved_by: by.id, saved_name: by.name, saved_at: services.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return { ok: false, findings: [], newest: version }
    await record(intake, trx, cityId, `manifest ${id}`, 'manifest-saved', by, { version }, { source })
    return { ok: true, id, version }
  })
}
