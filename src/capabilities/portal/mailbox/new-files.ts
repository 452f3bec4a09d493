import type { FileReference } from '../../exchange/index.ts'
import type { Answers } from '../../procedures/index.ts'
import { listFiles } from '../drafts/file-store.ts'
import { filesAt } from '../drafts/uploads.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import type { CorrectionBasis } from './correction.ts'

/** Files that the correction brought; the office has the others. */
export async function newFiles(
  portal: Portal,
  cityId: string,
  applicationId: string,
  basis: Pick<CorrectionBasis, 'answers' | 'paths'>,
  answers: Answers,
): Promise<FileReference[]> {
  const before = new Set(basis.paths.flatMap((path) => filesAt(basis, path).map(({ fileId }) => fileId)))
  const added = basis.paths.flatMap((path) =>
    filesAt({ answers }, path)
      .filter(({ fileId }) => fileId !== undefined && !before.has(fileId))
      .map((file) => ({ path, file })),
  )
  if (added.length === 0) return []
  const stored = await listFiles(cityDb(portal, cityId), portal.services.keys, cityId, applicationId)
  return added.flatMap(({ path, file }) => {
    const kept = stored.find(({ id }) => id === file.fileId)
    if (kept === undefined) return []
    const { id: fileId, name, mediaType, bytes, sha256, address, key } = kept
    const takenOn = file.takenOn === undefined ? {} : { takenOn: file.takenOn }
    return [{ fileId, path, name, mediaType, bytes, sha256, address, key, ...takenOn }]
  })
}
