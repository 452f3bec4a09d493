/** Somebody asked for the end, by Ctrl-C or a request to end. */
export interface StopRequest {
  /** Resolves when it was asked. */
  readonly asked: Promise<void>
}

/**
 * Begins to listen for Ctrl-C; to be called before anything is started, so that a start that is broken off is ended in
 * order too. A second Ctrl-C ends at once: PostgreSQL then recovers at the next start, nothing acknowledged is lost.
 */
export function listenForStop(report: (line: string) => void): StopRequest {
  const asked = new Promise<void>((stop) => {
    let once = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!once) {
          once = true
          report('Stopping …')
          stop()
        } else if (signal !== 'SIGHUP') {
          report('Stopped at once. The next start recovers by itself.')
          process.exit(130)
        }
      })
    }
  })
  return { asked }
}

/** Waits until the end was asked for, then closes in order. */
export async function untilStopped(
  { asked }: StopRequest,
  close: () => Promise<void>,
  report: (line: string) => void,
): Promise<number> {
  await asked
  await close()
  report('Stopped.')
  return 0
}
