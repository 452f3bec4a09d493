import type { Manifest } from '../manifest/schema.ts'
import type { NotIdentified } from '../map/identify.ts'
import { judgeMessages as messages } from '../map/messages.ja.ts'
import { type ReadApplication, readApplication, type Surroundings } from '../map/read-application.ts'
import type { Intake } from './intake.ts'
import type { KeptRow } from './raw-of.ts'

/**
 * Reads a kept row. A row on which the program itself stumbles goes onto the list for the hand as well: it must not hold up
 * all those behind it.
 */
export async function readKept(
  { services }: Intake,
  manifest: Manifest,
  { raw, fileName }: KeptRow,
  around: Surroundings,
): Promise<ReadApplication | NotIdentified> {
  try {
    return await readApplication(manifest, raw, fileName, around)
  } catch (error) {
    services.log.error('intake-row-not-read', { error })
    return { ok: false, problems: [{ column: '', sentence: messages.notRead }] }
  }
}
