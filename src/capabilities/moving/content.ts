import type { Config } from '../../config.ts'
import type { Finding } from '../procedures/index.ts'
import { adapterFiles, adaptersOf } from './adapters/manifest.ts'
import { followUpData, followUpFiles } from './follow-ups/folder.ts'
import { visitFiles } from './visit/visits.ts'

/** Everything that moving reads of the catalogue. */
const all = [followUpFiles, adapterFiles, visitFiles]

/**
 * Reads all of it for this process, and answers what is wrong with the files while those of before stay in force. Throws
 * `OperatorError` where there are none of before.
 */
export function readMovingContent(config: Pick<Config, 'rootDir' | 'dataDir'>): readonly Finding[] {
  const { rootDir, dataDir } = config
  followUpData(rootDir, config)
  adaptersOf(rootDir, config)
  visitFiles.of({ rootDir, dataDir })
  return all.flatMap((each) => each.broken(rootDir))
}

/** Every problem of the files below a folder as they are now. */
export function checkMovingContent(rootDir: string): readonly Finding[] {
  return all.flatMap((each) => each.check(rootDir))
}
