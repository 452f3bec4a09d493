import type { JSX } from 'preact'
import { Text } from '../../../../design/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import { reportAddress } from '../report/report-answers.ts'
import type { OpenDataMessages } from './messages.ts'

interface UsesProps {
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
}

/** What people make of the dataset, as its definition says; nothing where it says nothing. */
export function UsesSection({ m, dataset }: UsesProps): JSX.Element | null {
  const { uses = [] } = dataset.definition
  if (uses.length === 0) return null
  return (
    <section id="uses">
      <h2>
        <Text words={m.usesTitle} />
      </h2>
      <ul>
        {uses.map((use) => (
          <li>
            <Text words={use} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The way to tell the office what is wrong. */
export function ReportSection({
  m,
  datasetId,
  rowKey,
}: {
  readonly m: OpenDataMessages
  readonly datasetId: string
  /** The row that somebody looks at. */
  readonly rowKey?: string
}): JSX.Element {
  return (
    <section id="report" class="read">
      <h2>
        <Text words={m.reportTitle} />
      </h2>
      <p>
        <Text words={m.reportNote} />
      </p>
      <p>
        <a href={reportAddress(datasetId, rowKey)}>
          <Text words={m.reportLink} />
        </a>
      </p>
    </section>
  )
}
