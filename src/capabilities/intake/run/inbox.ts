import path from 'node:path'
import { dayOf } from '../../../civic/day.ts'
import { emptyDeliveryFolder } from '../../../platform/files/delivery-folder.ts'
import { largestFile } from '../read/raw.ts'
import { FileRefused } from '../read/refusal.ts'
import { refusalSentence } from '../read/refusals.ja.ts'
import { manifestsOn } from '../store/manifests.ts'
import { dbOf, type Intake, systemTaker } from './intake.ts'
import { receive } from './receive.ts'

/**
 * Takes in what lies in `<inbox>/<city>/<manifest>/`. A file that comes again is taken again: its applications are then known,
 * and nothing is made twice. Returns how many files were moved.
 */
export async function emptyInbox(intake: Intake, cityId: string): Promise<number> {
  const { config, clock, log } = intake.services
  if (config.inbox === '') return 0
  const known = await manifestsOn(dbOf(intake, cityId), config.rootDir, dayOf(clock.now()))
  const byId = new Map(known.map((each) => [each.manifest.id, each]))
  return emptyDeliveryFolder(path.resolve(config.inbox, cityId), {
    folders: new Set(byId.keys()),
    unknown: () => log.warn('intake-folder-unknown', { city: cityId }),
    now: () => clock.now(),
    take: async ({ folder, name, bytes: size, read }) => {
      const found = byId.get(folder)
      if (!found) return 'wait'
      try {
        if (size > largestFile) throw new FileRefused('too-large', { max: '32MB' })
        await receive(intake, {
          cityId,
          known: found,
          fileName: name,
          bytes: await read(),
          way: 'folder',
          by: systemTaker,
        })
        return 'done'
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error
        log.warn('intake-file-refused', { city: cityId, code: error.code })
        return { refused: refusalSentence(error) }
      }
    },
  })
}
