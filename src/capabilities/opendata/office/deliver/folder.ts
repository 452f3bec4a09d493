import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { tableLimits } from '../../read/open-table.ts'
import { refusalSentence } from '../../read/refusals.ja.ts'
import { systemAct } from '../draft/act.ts'
import { beginDraft } from '../draft/begin-draft.ts'
import { messages } from '../pages/messages.ja.ts'

/** A sender writes under such a name and renames the file when it is complete (atomic in one file system). */
const unfinished = /^\.|\.(?:part|tmp|filepart|crdownload)$/i

/**
 * Takes in what lies in `<inbox>/<city>/<dataset>/`, oldest name first. What was taken moves to `done/`, what is refused to `refused/`
 * with the reason in a text file beside it; a file whose dataset a clerk is at stays and is looked at again. Broken off between taking
 * and moving, the file is known when it comes again. Returns how many files were moved.
 */
export async function emptyDatasetInbox(services: ZoneServices<'office'>, cityId: string): Promise<number> {
  const { config, clock, log } = services
  if (config.datasetInbox === '') return 0
  const top = path.resolve(config.datasetInbox, cityId)
  const rows = await services.db.city<OfficeDb>(cityId).selectFrom('dataset').select('dataset_id').execute()
  const known = new Set(rows.map(({ dataset_id }) => dataset_id))
  let moved = 0
  for (const datasetId of await namesIn(top)) {
    if (!known.has(datasetId)) {
      log.warn('dataset-folder-unknown', { city: cityId })
      continue
    }
    for (const name of await namesIn(path.join(top, datasetId))) {
      const file = path.join(top, datasetId, name)
      const facts = await lstat(file)
      // Links are not followed: a folder that others write into must not reach what only the program may read.
      if (unfinished.test(name) || !facts.isFile()) continue
      try {
        if (facts.size > tableLimits.bytes) throw new DataFileRefused('too-large', { max: '50MB' })
        const act = systemAct(services, cityId, messages.robot)
        const begun = await beginDraft(act, { datasetId, name, bytes: await readFile(file), way: 'folder' })
        if (!begun.ok && begun.refusal === 'draft-open') break
        if (!begun.ok && begun.refusal === 'derived') await refuse(file, messages.dataset.derived, clock.now())
        else await moveTo(file, 'done', clock.now())
      } catch (error) {
        if (!(error instanceof DataFileRefused)) throw error
        await refuse(file, refusalSentence(error), clock.now())
        log.warn('dataset-file-refused', { city: cityId, code: error.code })
      }
      moved += 1
    }
  }
  return moved
}

/** Aside, with the reason beside it. */
async function refuse(file: string, why: string, now: Date): Promise<void> {
  await writeFile(`${await moveTo(file, 'refused', now)}.txt`, `${why}\n`, { mode: 0o600 })
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** With the moment in front: the same name on another day stands beside it. */
async function moveTo(file: string, where: 'done' | 'refused', now: Date): Promise<string> {
  const folder = path.join(path.dirname(file), where)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const target = path.join(folder, `${now.toISOString().replaceAll(':', '')}-${path.basename(file)}`)
  await rename(file, target)
  return target
}
