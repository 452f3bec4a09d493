import type { JSX } from 'preact'
import { Button, errorOf, TextInput } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { LocalTextInputs } from '../outline/local-text.tsx'
import { RadioChoice } from '../views/radio-choice.tsx'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { OtherKinds } from './computed-pages.tsx'
import { KindInputs } from './kind-inputs.tsx'
import { messages } from './messages.ja.ts'
import type { Picks } from './picks.ts'
import type { Computed, ComputedKind } from './read-computed.ts'

const words = messages.form

/** The form of one computed value or condition: everything is picked but its name and numbers. */
export function ComputedFormPage(props: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly kind: ComputedKind
  readonly each: string | undefined
  /** What people call the group of `each`. */
  readonly group: string | undefined
  readonly picks: Picks
  readonly before: Computed | undefined
  /** What it says now, in a sentence; undefined when there are no words for it. */
  readonly says: string | undefined
}): JSX.Element {
  const { screen, copy, name, kind, each, group, picks, before, says } = props
  const base = `/designer/copies/${copy.id}/values`
  const place = before === undefined ? 'new' : `${before.head}.${before.id}`
  const label = before?.value.label
  const called = typeof label === 'string' ? label : (label?.ja ?? before?.id ?? '')
  const query = `?kind=${kind}${each === undefined ? '' : `&each=${each}`}`
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="tables"
      title={before === undefined ? words.newTitle(messages.kinds[kind]) : words.editTitle(called)}
      {...(group === undefined ? {} : { lead: messages.begin.forEach(group) })}
      screen={screen}
    >
      {before?.value.is !== undefined && (
        <>
          {says !== undefined && (
            <p>
              {words.now}：{says}
            </p>
          )}
          <p>{words.asWritten}：</p>
          <pre class="code" tabindex={0}>
            {before.value.is.trim()}
          </pre>
        </>
      )}
      {kind === 'own' && (
        <p>
          {words.ownLead} <a href={`/designer/copies/${copy.id}/text`}>{words.yaml}</a>
        </p>
      )}
      <CopyForm screen={screen} copy={copy} action={`${base}/${place}${query}`}>
        {kind === 'condition' ? (
          <TextInput
            id="label"
            name="label"
            label={words.conditionLabel}
            hint={words.conditionLabelHint}
            value={screen.typed('label', called)}
            {...errorOf(screen.problems, 'label')}
          />
        ) : (
          <LocalTextInputs
            screen={screen}
            name="label"
            label={words.label}
            kept={typeof label === 'string' ? { ja: label } : label}
            needed
          />
        )}
        <KindInputs screen={screen} kind={kind} picks={picks} before={before} />
        {kind !== 'condition' && (
          <RadioChoice
            screen={screen}
            field="show"
            label={words.show}
            options={words.shows}
            kept={before?.value.show ?? 'office'}
          />
        )}
        <Button label={words.submit} />
      </CopyForm>
      {before?.head === 'values' && (
        <OtherKinds href={(other) => `${base}/${place}?kind=${other}${each === undefined ? '' : `&each=${each}`}`} />
      )}
    </CopyScreen>
  )
}
