import type { JSX } from 'preact'
import { DeskSection, Facts, LinkButton, Table, Warning } from '../../../design/index.ts'
import type { CasePageProps } from '../case-page/page.tsx'
import { caseWords } from '../words.ja.ts'
import { longMoment } from '../words.ts'
import { originMessages as messages } from './messages.ja.ts'
import type { CaseOrigin } from './origin.ts'

/** Where the case was filed, under which number, and what came from there as it was written. */
export function OriginSection({
  loaded,
  may,
  origin,
}: Pick<CasePageProps, 'loaded' | 'may'> & { origin: CaseOrigin }): JSX.Element {
  const { content } = origin
  const { row } = loaded
  return (
    <DeskSection id="origin" title={messages.title} end={caseWords.channels[row.channel] ?? row.channel}>
      <Facts
        facts={[
          { term: messages.number, value: origin.senderNumber },
          { term: messages.takenOver, value: messages.takenBy(longMoment(origin.takenAt), origin.takenBy) },
          {
            term: messages.file,
            value: content.row === undefined ? content.fileName : messages.fileRow(content.fileName, content.row),
          },
        ]}
      />
      {content.faults.length > 0 && (
        <Warning title={messages.faults} level={3}>
          <p>{messages.faultsLead}</p>
          <ul>
            {content.faults.map(({ label, sentence }) => (
              <li>{messages.fault(label, sentence)}</li>
            ))}
          </ul>
          {may.review && row.closed_at === null && row.decided_at === null && (
            <LinkButton kind="line" href={`/cases/${row.id}/correction`} label={messages.ask} />
          )}
        </Warning>
      )}
      <details>
        <summary>{messages.row}</summary>
        <Table
          caption={messages.row}
          columns={[
            { id: 'column', label: messages.column, heading: true },
            { id: 'text', label: messages.text },
          ]}
          rows={content.cells.map(([column, text]) => ({ column, text }))}
        />
      </details>
      {origin.address !== null && <Package origin={origin} caseId={row.id} />}
    </DeskSection>
  )
}

function Package({ origin, caseId }: { readonly origin: CaseOrigin; readonly caseId: string }): JSX.Element {
  const bytes = origin.bytes ?? 0
  const size = bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)}MB` : `${Math.max(1, Math.round(bytes / 1000))}KB`
  return (
    <>
      <details>
        <summary>{messages.files}</summary>
        <ul>
          {origin.content.files.map(({ name, note }) => (
            <li>
              {name}　{note}
            </li>
          ))}
        </ul>
      </details>
      <p>
        <a href={`/cases/${caseId}/original`} download>
          {messages.download(size)}
        </a>
      </p>
      <p class="fine">{messages.sha256(origin.sha256 ?? '')}</p>
    </>
  )
}
