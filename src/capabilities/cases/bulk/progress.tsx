import type { JSX } from 'preact'
import { LinkButton, Progress } from '../../../design/index.ts'
import type { JobProgress } from './job.ts'
import { bulkMessages as messages } from './messages.ja.ts'
import { refusalText } from './words.ts'

/** How far it has come; the page looks again by itself until it is done. */
export function BulkProgress({ progress }: { progress: JobProgress }): JSX.Element {
  const { failed, total, done } = progress
  return (
    <>
      <h1>{messages.titles[progress.action]}</h1>
      <Progress label={messages.progress} done={done} total={total} text={messages.progressText(done, total)} />
      {progress.state === 'done' && <p role="status">{messages.finished(total - failed.length, failed.length)}</p>}
      {failed.length > 0 && (
        <>
          <h2>{messages.failedList}</h2>
          <ul>
            {failed.map((item) => (
              <li>
                <a href={`/cases/${item.caseId}`}>{item.receiptNumber}</a>
                {'　'}
                {refusalText(item.refusal)}
              </li>
            ))}
          </ul>
        </>
      )}
      <LinkButton kind="line" href="/cases" label={messages.toQueue} />
    </>
  )
}
