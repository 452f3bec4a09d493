import type { JSX } from 'preact'
import { Button, Table, Warning } from '../../../design/index.ts'
import type { ParkedEnvelope } from '../../../platform/relay/store.ts'
import { messages } from '../messages.ja.ts'
import { shownMoment } from './moment.ts'

const words = messages.parked

/** Messages between the zones that wait for a person. Nothing is shown when there are none: that is the usual case. */
export function RelaySection({
  csrf,
  parked,
}: {
  readonly csrf: string
  readonly parked: readonly ParkedEnvelope[]
}): JSX.Element | null {
  if (parked.length === 0) return null
  const { columns } = words
  return (
    <section aria-labelledby="relay" class="flow">
      <h2 id="relay">{words.title}</h2>
      <Warning>
        <p>{words.explain}</p>
      </Warning>
      <Table
        caption={words.title}
        columns={[
          { id: 'at', label: columns.at },
          { id: 'about', label: columns.about, heading: true },
          { id: 'kind', label: columns.kind },
          { id: 'fault', label: columns.fault },
          { id: 'waiting', label: columns.waiting, number: true },
          { id: 'act', label: columns.act },
        ]}
        rows={parked.map((envelope) => ({
          at: shownMoment(envelope.at),
          about: envelope.orderKey,
          kind: `${words.directions[envelope.direction]} ${envelope.kind}`,
          fault: envelope.fault,
          waiting: envelope.waiting,
          act: (
            <form method="post" action="/audit/relay">
              <input type="hidden" name="csrf" value={csrf} />
              <input type="hidden" name="envelope" value={envelope.envelopeId} />
              <Button label={words.release} kind="line" small about={`：${envelope.orderKey}`} />
            </form>
          ),
        }))}
      />
    </section>
  )
}
