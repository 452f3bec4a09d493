import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { dayOf } from '../../../civic/day.ts'
import { largestFile } from '../read/raw.ts'
import { FileRefused } from '../read/refusal.ts'
import { refusalSentence } from '../read/refusals.ja.ts'
import { manifestsOn } from '../store/manifests.ts'
import { dbOf, type Intake, systemTaker } from './intake.ts'
import { receive } from './receive.ts'

/** A sender writes under such a name and renames the file when it is complete (atomic in one file system). */
const unfinished = /^\.|\.(?:part|tmp|filepart|crdownload)$/i

/**
 * Takes in what lies in `<inbox>/<city>/<manifest>/`, oldest name first. What was kept moves to `done/`, what is refused to
 * `refused/` with the reason in a text file beside it. Broken off between keeping and moving, the file is taken again: its
 * applications are then known, and nothing is made twice. Returns how many files were moved.
 */
export async function emptyInbox(intake: Intake, cityId: string): Promise<number> {
  const { config, clock, log } = intake.services
  if (config.inbox === '') return 0
  const top = path.resolve(config.inbox, cityId)
  let moved = 0
  const known = await manifestsOn(dbOf(intake, cityId), config.rootDir, dayOf(clock.now()))
  for (const folder of await namesIn(top)) {
    const found = known.find(({ manifest }) => manifest.id === folder)
    if (!found) {
      log.warn('intake-folder-unknown', { city: cityId })
      continue
    }
    for (const name of await namesIn(path.join(top, folder))) {
      const file = path.join(top, folder, name)
      const facts = await lstat(file)
      if (unfinished.test(name) || !facts.isFile()) continue
      try {
        if (facts.size > largestFile) throw new FileRefused('too-large', { max: '32MB' })
        const bytes = await readFile(file)
        await receive(intake, { cityId, known: found, fileName: name, bytes, way: 'folder', by: systemTaker })
        await moveTo(file, 'done', clock.now())
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error
        const target = await moveTo(file, 'refused', clock.now())
        await writeFile(`${target}.txt`, `${refusalSentence(error)}\n`, { mode: 0o600 })
        log.warn('intake-file-refused', { city: cityId, code: error.code })
      }
      moved += 1
    }
  }
  return moved
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
