import type { JSX } from 'preact'
import { Clock, Desk, ErrorSummary, HeadingRow, Tag, Warning } from '../../../design/index.ts'
import { amendmentMessages } from '../amendment/messages.ja.ts'
import { cancellationMessages } from '../cancellation/messages.ja.ts'
import { OriginSection } from '../origin/section.tsx'
import { shownName } from '../shown-name.ts'
import { caseWords } from '../words.ja.ts'
import { longMoment } from '../words.ts'
import type { AnswerSection } from './answers-model.ts'
import { AnswersSection } from './answers-section.tsx'
import { AttachmentsSection } from './attachments-section.tsx'
import { ChecksSection } from './checks-section.tsx'
import { CorrectionsSection } from './corrections-section.tsx'
import { DecisionAside } from './decision-aside.tsx'
import { type FormState, summaryOf } from './form-state.ts'
import type { HistoryLine } from './history-model.ts'
import type { LoadedCase } from './load.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import { MoreActions } from './more-actions.tsx'
import { DuplicatesSection, HistorySection, NotesSection, TogetherSection } from './record-sections.tsx'
import { ConsultationsSection, PaymentsSection } from './waiting-sections.tsx'

export interface CasePageProps {
  readonly loaded: LoadedCase
  readonly sections: readonly AnswerSection[]
  readonly clock: {
    readonly used: number
    readonly state: 'running' | 'near' | 'over' | 'paused'
    readonly label: string
  }
  readonly history: readonly HistoryLine[]
  readonly state: FormState | undefined
  /** Fields that every form carries; a fresh key for each form. */
  readonly hidden: () => readonly { readonly name: string; readonly value: string }[]
  readonly may: CasePermissions
  readonly isMine: boolean
  readonly fileHref: (fileId: string) => string
  readonly letterHref: (letterId: string) => string
  readonly today: string
  readonly suggestedDue: string
  readonly route: string
  /** Who decides, by outcome; empty where every outcome goes the same way. */
  readonly routes: ReadonlyMap<string, string>
  readonly handOverSections: readonly { readonly id: string; readonly name: string }[]
  readonly handOverPeople: readonly { readonly id: string; readonly name: string; readonly section: string }[]
}

export interface CasePermissions {
  readonly review: boolean
  readonly intake: boolean
  readonly propose: boolean
  readonly money: boolean
  readonly confidential: boolean
}

/** One case: what to look at on the left, what to decide on the right. */
export function CasePage(props: CasePageProps): JSX.Element {
  const { loaded, state, clock } = props
  const { row, procedure, names } = loaded
  return (
    <>
      {state && state.refusal !== 'stale' && (
        <ErrorSummary
          problems={summaryOf(state)}
          title={messages.refusals[state.refusal] ?? messages.refusals.invalid ?? ''}
        />
      )}
      {state?.refusal === 'stale' && <Stale {...props} />}
      <HeadingRow
        end={
          <>
            {row.confidential && <Tag label={messages.confidentialTag} tone="wrong" icon={false} />}{' '}
            <Tag label={caseWords.states[row.state]} tone={caseWords.tones[row.state]} icon={false} />{' '}
            {row.cancellation !== null && (
              <Tag label={cancellationMessages.stageTag[row.cancellation]} tone="soon" icon={false} />
            )}{' '}
            {loaded.amendments.some((each) => each.ended === null) && (
              <Tag label={amendmentMessages.tag} tone="soon" icon={false} />
            )}{' '}
            <Clock {...clock} />
          </>
        }
      >
        <div>
          <h1>{messages.title(procedure.definition.name.ja, shownName(names))}</h1>
          <p class="sub">
            <span class="keep">{row.receipt_number}</span>
            {'　'}
            {messages.sub(
              channelWords(loaded),
              longMoment(row.arrived_at),
              `${loaded.sectionName}　${row.assignee_name ?? caseWords.nobody}`,
              procedure.hash.slice(0, 8),
            )}
          </p>
        </div>
      </HeadingRow>
      {row.correction_lapsed && row.closed_at === null && (
        <Warning>
          <p>{messages.lapsed}</p>
        </Warning>
      )}
      <Desk asideLabel={messages.decision} aside={<DecisionAside {...props} />}>
        <ChecksSection {...props} />
        <AnswersSection {...props} />
        <AttachmentsSection {...props} />
        {loaded.origin !== null && <OriginSection {...props} origin={loaded.origin} />}
        {loaded.duplicates.length > 0 && <DuplicatesSection {...props} />}
        {loaded.together.length > 0 && <TogetherSection {...props} />}
        <CorrectionsSection {...props} />
        <ConsultationsSection {...props} />
        {(row.fee_total > 0 || loaded.payments.length > 0) && <PaymentsSection {...props} />}
        <NotesSection {...props} />
        <HistorySection {...props} />
        <MoreActions {...props} />
      </Desk>
    </>
  )
}

/** Somebody was quicker: says who did what meanwhile, and that nothing typed was lost. */
function Stale({ history, state }: CasePageProps): JSX.Element {
  const seen = Number.parseInt(state?.post.text('seen') ?? '', 10)
  const fresh = history.filter((line) => !Number.isSafeInteger(seen) || line.number > seen).slice(0, 10)
  return (
    <Warning title={messages.staleTitle} id="stale">
      <p>{messages.staleText}</p>
      <ul>
        {fresh.map((line) => (
          <li>
            {line.time}　{line.text}
          </li>
        ))}
      </ul>
    </Warning>
  )
}

/** How it came, and through which partner system. */
function channelWords({ row, revisions }: CasePageProps['loaded']): string {
  const channel = caseWords.channels[row.channel] ?? row.channel
  const client = revisions.at(0)?.content.client
  return client === undefined ? channel : caseWords.through(channel, client.name)
}
