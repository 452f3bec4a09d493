import type { JSX } from 'preact'
import { Button, Notice, Table, Warning } from '../../../design/index.ts'
import type { Finding } from '../../../platform/evidence/verify.ts'
import type { AccessFinding } from '../access/verify-access.ts'
import { messages } from '../messages.ja.ts'
import type { Verification } from '../verification/verification.ts'
import { shownMoment } from './moment.ts'

/** Where the tree stands now. */
export interface EvidenceState {
  readonly events: number
  readonly headAt?: Date
  readonly waiting: number
}

/** The state of the proof, the button that checks everything, and what the last check found. */
export function EvidenceSection({
  csrf,
  evidence,
  verification,
}: {
  readonly csrf: string
  readonly evidence: EvidenceState
  readonly verification: Verification | undefined
}): JSX.Element {
  return (
    <section aria-labelledby="evidence" class="flow">
      <h2 id="evidence">{messages.evidence}</h2>
      <p>
        {evidence.headAt === undefined
          ? messages.noEvents
          : messages.head(evidence.events, shownMoment(evidence.headAt))}
        {evidence.waiting > 0 && messages.waiting(evidence.waiting)}
      </p>
      {verification !== undefined && <Outcome verification={verification} />}
      {verification?.state !== 'running' && (
        <form method="post" action="/audit/verification">
          <input type="hidden" name="csrf" value={csrf} />
          <Button label={verification === undefined ? messages.verify : messages.verifyAgain} kind="line" />
        </form>
      )}
    </section>
  )
}

function Outcome({ verification }: { readonly verification: Verification }): JSX.Element {
  if (verification.state === 'running') {
    return (
      <div role="status">
        <Notice>
          <p>{messages.running(verification.checked)}</p>
        </Notice>
      </div>
    )
  }
  if (verification.state === 'failed') {
    return (
      <Warning>
        <p>{messages.failed}</p>
      </Warning>
    )
  }
  const { verdict, access, endedAt } = verification
  if (verdict.ok && access.length === 0) {
    return (
      <Notice title={messages.goodTitle} level={3}>
        <p>{messages.good(verdict.events, verdict.heads)}</p>
        <p class="hint">{messages.at(shownMoment(endedAt))}</p>
      </Notice>
    )
  }
  return (
    <>
      <Warning title={messages.badTitle} level={3}>
        <p>{messages.bad}</p>
        <p class="hint">{messages.at(shownMoment(endedAt))}</p>
      </Warning>
      <Table
        caption={messages.badTitle}
        columns={[
          { id: 'what', label: messages.what, heading: true },
          { id: 'where', label: messages.where },
        ]}
        rows={[
          ...verdict.findings
            .slice(0, 100)
            .map((finding) => ({ what: messages.findings[finding.kind], where: placeOf(finding) })),
          ...access
            .slice(0, 100)
            .map((finding) => ({ what: messages.accessFindings[finding.kind], where: rowsOf(finding) })),
        ]}
      />
    </>
  )
}

function placeOf({ stream, streamId, number, positions }: Finding): string {
  const event =
    stream === undefined ? [] : [stream, streamId ?? '', ...(number === undefined ? [] : [messages.number(number)])]
  return [...event, ...(positions === undefined ? [] : [messages.positions(...positions)])].join(' ')
}

function rowsOf({ rows }: AccessFinding): string {
  return messages.rows(...rows)
}
