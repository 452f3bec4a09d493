import type { ComponentChildren, JSX } from 'preact'

export interface LogEntry {
  /** Shown time:「12/01 09:40」. */
  readonly time: string
  /** Machine-readable time, ISO 8601. */
  readonly at: string
  /** Who did what, and why. */
  readonly text: ComponentChildren
  /** Number and short hash of the record:「#7 a91f…c3」. */
  readonly hash?: string
}

/** The full history, newest first. */
export function Log({ entries }: { entries: readonly LogEntry[] }): JSX.Element {
  return (
    <ol class="log">
      {entries.map((entry) => (
        <li>
          <time datetime={entry.at}>{entry.time}</time>
          <span>{entry.text}</span>
          {entry.hash !== undefined && <span class="mono">{entry.hash}</span>}
        </li>
      ))}
    </ol>
  )
}
