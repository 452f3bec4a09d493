import type { JSX } from 'preact'
import { formatEra } from '../../../civic/era.ts'
import { Button, ButtonRow, errorOf, Notice, Table, TextArea, TextInput, Warning } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import type { DifferenceLine } from '../differences/differences.ts'
import { messages as differenceWords } from '../differences/messages.ja.ts'
import { momentText } from '../moment.ts'
import type { PublicationProposal } from '../store/proposals.ts'
import type { DiffedLine } from '../text/line-diff.ts'
import { CopyForm, CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import { StayPart } from './stay-part.tsx'
import type { Stays } from './stays.ts'

/** What would change for residents and clerks, in sentences. */
export function DifferencesPage({
  screen,
  copy,
  name,
  baseNumber,
  lines,
  stays,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly baseNumber: number | undefined
  /** Undefined: the text can't be compared yet. */
  readonly lines: readonly DifferenceLine[] | undefined
  readonly stays: Stays
}): JSX.Element {
  const words = messages.differences
  return (
    <CopyScreen copy={copy} name={name} tab="differences" title={words.title} screen={screen}>
      {lines === undefined ? (
        <Warning>{words.unreadable}</Warning>
      ) : baseNumber === undefined ? (
        <Notice>{differenceWords.newProcedure}</Notice>
      ) : (
        <>
          <p>
            {words.lead(baseNumber)}
            {lines.length === 0 ? differenceWords.none : words.count(lines.length)}
          </p>
          {lines.length > 0 && (
            <Table
              caption={words.title}
              columns={[
                { id: 'sentence', label: words.columns.sentence, heading: true },
                { id: 'before', label: words.columns.before },
                { id: 'after', label: words.columns.after },
              ]}
              rows={lines.map((line) => ({
                sentence: line.sentence,
                before: line.before ?? '',
                after: line.after ?? '',
              }))}
            />
          )}
        </>
      )}
      {baseNumber !== undefined && <StayPart stays={stays} />}
    </CopyScreen>
  )
}

/** An older save beside the newest, line by line. */
export function SaveDifferencesPage({
  screen,
  copy,
  name,
  number,
  lines,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly number: number
  readonly lines: readonly DiffedLine[]
}): JSX.Element {
  const words = messages.differences
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="overview"
      title={words.saveTitle(number)}
      lead={words.saveLead}
      screen={screen}
    >
      {lines.length === 0 ? (
        <p>{words.saveSame}</p>
      ) : (
        <pre class="code" tabindex={0}>
          {lines.map((line) => `${line.mark === '-' ? '−' : line.mark === '+' ? '＋' : '　'} ${line.text}`).join('\n')}
        </pre>
      )}
    </CopyScreen>
  )
}

/** The way to the public: propose, decide, and the record of who did. */
export function PublicationPage({
  screen,
  copy,
  name,
  errors,
  overridden,
  proposals,
  staffId,
  ownWork,
  approvers,
  stays,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly errors: number
  /** A version that has not begun and would be passed over. */
  readonly overridden: { readonly number: number; readonly effectiveFrom: string } | undefined
  readonly proposals: readonly PublicationProposal[]
  readonly staffId: string
  readonly ownWork: boolean
  /** Names of who may let it hold. */
  readonly approvers: readonly string[]
  /** Undefined: nothing was published before. */
  readonly stays: Stays | undefined
}): JSX.Element {
  const words = messages.publication
  const base = `/designer/copies/${copy.id}`
  const waiting = proposals.find(({ state }) => state === 'proposed')
  return (
    <CopyScreen copy={copy} name={name} tab="publication" title={words.title} lead={words.lead} screen={screen}>
      {overridden && (copy.state === 'open' || waiting) && (
        <Warning>{words.overrides(overridden.number, formatEra(overridden.effectiveFrom))}</Warning>
      )}
      {copy.state === 'open' && errors > 0 && <Warning>{words.notSound(errors)}</Warning>}
      {copy.state === 'open' && errors === 0 && (
        <CopyForm screen={screen} copy={copy} action={`${base}/publication`}>
          <TextInput
            id="holdsFrom"
            name="holdsFrom"
            label={words.holdsFrom}
            hint={words.holdsFromHint}
            value={screen.typed('holdsFrom')}
            {...errorOf(screen.problems, 'holdsFrom')}
          />
          <TextArea
            id="reason"
            name="reason"
            label={words.reason}
            hint={words.reasonHint}
            rows={3}
            value={screen.typed('reason')}
            {...errorOf(screen.problems, 'reason')}
          />
          <Approvers names={approvers} />
          <Button label={words.propose} />
        </CopyForm>
      )}
      {stays && copy.state !== 'published' && <StayPart stays={stays} />}
      {waiting && (
        <section class="flow" aria-labelledby="decide-title">
          <h2 id="decide-title">{screen.mayPublish && !ownWork ? words.decide : words.waiting}</h2>
          <p>
            {screen.mayPublish && !ownWork
              ? words.decideLead(waiting.proposedName, formatEra(waiting.holdsFrom))
              : words.waitingLead(formatEra(waiting.holdsFrom))}
          </p>
          <p>{waiting.reason}</p>
          <p>
            <a href={`${base}/differences`}>{words.seeDifferences}</a>　<a href={`${base}/trial`}>{words.seeTrial}</a>
          </p>
          {screen.mayPublish && ownWork && <Notice>{words.ownWork}</Notice>}
          {(ownWork || !screen.mayPublish) && <Approvers names={approvers} />}
          <form method="post" action={`${base}/publication/${waiting.id}`} class="flow">
            <Hidden screen={screen} />
            {screen.mayPublish && !ownWork && (
              <>
                <TextArea
                  id="comment"
                  name="comment"
                  label={words.comment}
                  hint={words.commentHint}
                  required={false}
                  rows={3}
                  value={screen.typed('comment')}
                  {...errorOf(screen.problems, 'comment')}
                />
                <ButtonRow>
                  <Button label={words.approve} name="do" value="approved" />
                  <Button label={words.sendBack} kind="line" name="do" value="sent-back" unchecked />
                </ButtonRow>
              </>
            )}
            {waiting.proposedBy === staffId && (
              <Button label={words.recall} kind="line" name="do" value="recalled" unchecked />
            )}
          </form>
        </section>
      )}
      <Records proposals={proposals} />
    </CopyScreen>
  )
}

/** Who may let it hold; without anybody, what to do. */
function Approvers({ names }: { readonly names: readonly string[] }): JSX.Element {
  const words = messages.publication
  if (names.length === 0) return <Warning>{words.noApprovers}</Warning>
  return <p>{`${words.approvers}：${names.join('、')}`}</p>
}

function Records({ proposals }: { readonly proposals: readonly PublicationProposal[] }): JSX.Element {
  const words = messages.publication
  return (
    <>
      <h2>{words.records}</h2>
      {proposals.length === 0 ? (
        <p>{words.noRecords}</p>
      ) : (
        <Table
          caption={words.records}
          columns={(['proposed', 'from', 'reason', 'save', 'state', 'decided', 'comment'] as const).map((id) => ({
            id,
            label: words.columns[id],
            ...(id === 'proposed' ? { heading: true } : {}),
          }))}
          rows={proposals.map((proposal) => ({
            proposed: `${proposal.proposedPost} ${proposal.proposedName}　${momentText(proposal.proposedAt)}`,
            from: formatEra(proposal.holdsFrom),
            reason: proposal.reason,
            save: `${proposal.saveNumber}（${proposal.hash.slice(0, 8)}）`,
            state:
              words.states[proposal.state] +
              (proposal.publishedNumber === undefined ? '' : `　${words.becameVersion(proposal.publishedNumber)}`),
            decided: proposal.decidedAt
              ? `${proposal.decidedPost} ${proposal.decidedName}　${momentText(proposal.decidedAt)}`
              : '',
            comment: proposal.comment,
          }))}
        />
      )}
    </>
  )
}
