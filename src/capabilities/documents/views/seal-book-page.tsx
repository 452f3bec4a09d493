import type { JSX } from 'preact'
import { dayOf, timeOf } from '../../../civic/day.ts'
import { formatEraShort } from '../../../civic/era.ts'
import { EmptyState, StaffPage, type StaffPageProps, Table } from '../../../design/index.ts'
import type { Letter } from '../letter.ts'
import { messages } from '../messages.ja.ts'

const words = messages.seals

/** 公印使用簿: every letter that bears the seal. */
export function SealBookPage({
  frame,
  letters,
  more,
}: {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly letters: readonly Letter[]
  readonly more?: string
}): JSX.Element {
  return (
    <StaffPage {...frame} title={words.title} back={{ href: '/letters', label: words.back }}>
      <h1>{words.title}</h1>
      {letters.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <Table
          caption={words.title}
          columns={[
            { id: 'at', label: words.columns.at },
            { id: 'title', label: words.columns.title, heading: true },
            { id: 'number', label: words.columns.number },
            { id: 'receipt', label: words.columns.receipt },
            { id: 'section', label: words.columns.section },
          ]}
          rows={letters.map((letter) => ({
            at:
              letter.madeAt === null
                ? ''
                : `${formatEraShort(dayOf(letter.madeAt))} ${timeOf(letter.madeAt).slice(0, 5)}`,
            title: letter.title,
            number: letter.documentNumber ?? '',
            receipt: letter.receiptNumber,
            section: letter.sectionName,
          }))}
        />
      )}
      {more !== undefined && (
        <p>
          <a href={more}>{words.more}</a>
        </p>
      )}
    </StaffPage>
  )
}
