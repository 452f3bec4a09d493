import type { Logger } from '../platform/log/logger.ts'

/**
 * Ends what was opened, the last first. One part that fails to end does not leave the others, the database above all,
 * running: its fault is logged, and the first fault is thrown when everything has had its turn.
 */
export async function closeAll(opened: readonly (() => Promise<void>)[], log: Logger): Promise<void> {
  const faults: unknown[] = []
  for (const end of [...opened].reverse()) {
    try {
      await end()
    } catch (error) {
      log.error('close-failed', { error })
      faults.push(error)
    }
  }
  if (faults.length > 0) throw faults[0]
}
