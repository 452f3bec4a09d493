import type { JSX } from 'preact'
import { Table } from '../../../design/index.ts'
import { messages } from './messages.ja.ts'
import type { Stays } from './stays.ts'

const words = messages.stay

/** How many cases and drafts stay on which version, and what that means for whoever publishes. */
export function StayPart({ stays }: { readonly stays: Stays }): JSX.Element {
  return (
    <section class="flow" aria-labelledby="stay-title">
      <h2 id="stay-title">{words.title}</h2>
      <p>{words.cases(stays.cases)}</p>
      <p>{stays.countedAt === undefined ? words.notCounted : words.drafts(stays.drafts, stays.countedAt)}</p>
      {stays.rows.length > 0 && (
        <Table
          caption={words.title}
          columns={[
            { id: 'version', label: words.columns.version, heading: true },
            { id: 'from', label: words.columns.from },
            { id: 'cases', label: words.columns.cases, number: true },
            { id: 'drafts', label: words.columns.drafts, number: true },
          ]}
          rows={stays.rows.map(({ number, from, cases, drafts }) => ({
            version: number === undefined ? words.unknown : words.version(number),
            from,
            cases,
            drafts,
          }))}
        />
      )}
    </section>
  )
}
