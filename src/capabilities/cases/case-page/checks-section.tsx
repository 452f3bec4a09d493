import type { JSX } from 'preact'
import { Button, ButtonRow, type Check, Checks, DeskSection, TextArea } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import type { CheckRecord } from '../store/checks.ts'
import { shortMoment } from '../words.ts'
import { formView } from './form-state.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

const markable = ['received', 'reviewing', 'consulting']

/** What has to be looked at: what needs a person comes first, each with rule, finding and source. */
export function ChecksSection(props: CasePageProps): JSX.Element {
  const { loaded } = props
  const signature = loaded.revisions.at(0)?.content
  const checks: Check[] = loaded.checks.map((check) => ({
    id: check.id,
    label: check.content.label,
    outcome: check.mark ?? check.outcome,
    finding: <Finding check={check} />,
    ...(props.may.review && markable.includes(loaded.row.state) ? { act: <Mark check={check} {...props} /> } : {}),
  }))
  if (signature?.signature)
    checks.push({
      id: 'signature',
      label: signature.signatureCheck?.verified ? messages.signature.ok : messages.signature.bad,
      outcome: signature.signatureCheck?.verified ? 'pass' : 'person',
      finding: messages.signature.finding(shortMoment(new Date(signature.signature.checkedAt))),
    })
  const passed = checks.filter((check) => check.outcome === 'pass').length
  return (
    <DeskSection id="checks" title={messages.checks} end={messages.checksCount(passed, checks.length)}>
      {checks.length === 0 ? <p class="sub">{messages.noChecks}</p> : <Checks checks={checks} />}
    </DeskSection>
  )
}

function Finding({ check }: { check: CheckRecord }): JSX.Element {
  const { content } = check
  const source = [content.source, content.article].filter((text) => text !== undefined && text !== '').join('・')
  return (
    <>
      {content.finding}
      {source !== '' && `　${source}`}
      {check.finding !== '' && <span class="check-finding">{check.finding}</span>}
      {check.markedByName !== null && check.markedAt !== null && (
        <span class="check-finding">{messages.markedBy(check.markedByName, shortMoment(check.markedAt))}</span>
      )}
    </>
  )
}

function Mark({ check, loaded, state, hidden }: CasePageProps & { check: CheckRecord }): JSX.Element {
  const form = `check-${check.id}`
  const view = formView(state, form)
  return (
    <details open={state?.form === form}>
      <summary>{check.mark === null ? messages.finding : messages.markClear}</summary>
      <form class="flow" method="post" action={`/cases/${loaded.row.id}/checks`}>
        <Hidden fields={[...hidden(), { name: 'item', value: check.id }, { name: 'form', value: form }]} />
        <TextArea
          {...view.field(`finding.${check.id}`)}
          label={messages.finding}
          hint={messages.findingHint}
          required={false}
          rows={2}
          limit={1000}
          value={view.value(`finding.${check.id}`, check.finding)}
        />
        <ButtonRow>
          <Button kind="line" small label={messages.markPass} name="mark" value="pass" about={check.content.label} />
          <Button kind="line" small label={messages.markFail} name="mark" value="fail" about={check.content.label} />
          {check.mark !== null && (
            <Button
              kind="text"
              small
              label={messages.markClear}
              name="mark"
              value="clear"
              about={check.content.label}
            />
          )}
        </ButtonRow>
      </form>
    </details>
  )
}
