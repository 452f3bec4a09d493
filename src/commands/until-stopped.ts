/**
 * Waits for Ctrl-C or a request to end, then closes in order. A second Ctrl-C ends at once: PostgreSQL then recovers
 * at the next start, nothing acknowledged is lost.
 */
export async function untilStopped(close: () => Promise<void>, report: (line: string) => void): Promise<number> {
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop())
  })
  report('Stopping …')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      report('Stopped at once. The next start recovers by itself.')
      process.exit(130)
    })
  }
  await close()
  report('Stopped.')
  return 0
}
