import { randomUUID } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import type { FileAnswer, PlacedField, Problem } from '../../procedures/index.ts'
import { eraseApplicantData } from '../drafts/discard.ts'
import { takeFiles } from '../drafts/uploads.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { portalSettings } from '../shared/settings.ts'

/**
 * Judges and stores a file that a program sends before its application, as a form page does. It belongs to nobody yet: its
 * own id stands for the application's until `fileByProgram` takes it along.
 */
export async function takeProgramFile(
  portal: Portal,
  city: City,
  place: PlacedField,
  file: { readonly name: string; readonly bytes: Uint8Array },
  now: Date,
): Promise<
  | { readonly ok: true; readonly answer: FileAnswer & { readonly fileId: string } }
  | { readonly ok: false; readonly problem: Problem }
> {
  const waiting = randomUUID()
  const owner = { portal, city, now, draft: { id: waiting, body: { answers: {} } } }
  const { taken, problems } = await takeFiles(owner, [place], new Map([[place.path, [file]]]))
  const [answer] = taken.map((each) => each.answer)
  const [problem] = problems
  if (problem !== undefined) return { ok: false, problem }
  if (answer?.fileId === undefined) throw new Error('A file was neither taken nor refused.')
  const { fileId } = answer
  await cityDb(portal, city.id)
    .updateTable('applicant_file')
    .set({ application_id: fileId })
    .where('id', '=', fileId)
    .where('application_id', '=', waiting)
    .execute()
  return { ok: true, answer: { ...answer, fileId } }
}

/** Removes a file that no application took along. */
export async function dropProgramFile(portal: Portal, city: City, fileId: string): Promise<void> {
  await eraseApplicantData(portal.services, cityDb(portal, city.id), city.id, fileId)
}

/** Bytes of one file and of all files of an application, at most. */
export function programFileLimits(city: City): { readonly one: number; readonly all: number } {
  const { fileMegabytes, allFilesMegabytes } = portalSettings(city)
  return { one: fileMegabytes * 1024 * 1024, all: allFilesMegabytes * 1024 * 1024 }
}
