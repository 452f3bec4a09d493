import type { JSX } from 'preact'
import { Button, errorOf, LinkButton, Notice, Select, Table, TextArea } from '../../../design/index.ts'
import { ChoiceInputs, ChoiceLines, RequiredInput } from '../outline/field-inputs.tsx'
import { LocalTextInputs } from '../outline/local-text.tsx'
import { messages as outline } from '../outline/messages.ja.ts'
import { optionalList, typeName } from '../outline/shape.ts'
import { CopyForm, CopyScreen, Hidden } from '../views/screen.tsx'
import type { OutcomeLike } from './letter-data.ts'
import type { Shown } from './letters-pages.tsx'
import { messages } from './messages.ja.ts'
import { decidedTypes, type FollowPick, followPick, type OutcomeFieldLike, reasonFields } from './outcome-field.ts'

const words = messages.outcomeFields

/** What the office fills in with one result, in order, and the reasons it may begin from. */
export function OutcomeFieldsPage({
  screen,
  copy,
  name,
  outcome,
  says,
  fixed,
}: Shown & {
  readonly outcome: OutcomeLike
  /** How a value is found, in words, by the field's id. */
  readonly says: ReadonlyMap<string, string>
  /** Ids of the fields whose values a law has set. */
  readonly fixed: ReadonlySet<string>
}): JSX.Element {
  const action = `/designer/copies/${copy.id}/letters/outcomes/${outcome.id}`
  const open = copy.state === 'open'
  const fields = optionalList(outcome.fields)
  const act = (field: OutcomeFieldLike, n: number): JSX.Element | string => {
    const about = `：${field.label?.ja ?? field.id}`
    if (!open) return ''
    if (fixed.has(field.id)) return words.fixed
    return (
      <>
        <a href={`${action}/${n}`}>
          {words.edit}
          <span class="aloud">{about}</span>
        </a>
        {n > 0 && <Button label={words.up} kind="text" small name="do" value={`up:${n}`} about={about} />}
        <Button label={words.remove} kind="text" small name="do" value={`remove:${n}`} about={about} />
      </>
    )
  }
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="letters"
      title={words.title(outcome.label?.ja ?? outcome.id)}
      lead={words.lead}
      screen={screen}
    >
      {!open && <Notice>{outline.closed}</Notice>}
      {fields.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <form method="post" action={action}>
          <Hidden screen={screen} seen={copy.version} />
          <Table
            caption={words.fields}
            columns={(['label', 'type', 'required', 'follows', 'act'] as const).map((id) => ({
              id,
              label: id === 'act' ? words.change : words.columns[id],
              ...(id === 'label' ? { heading: true } : {}),
            }))}
            rows={fields.map((field, n) => ({
              label: field.label?.ja ?? field.id,
              type: typeName(field.type),
              required: field.required === false ? words.optional : words.required,
              follows: says.get(field.id) ?? words.typed,
              act: act(field, n),
            }))}
          />
        </form>
      )}
      {open && (
        <>
          <p>
            <LinkButton href={`${action}/new`} label={words.add} kind="line" />
          </p>
          <h2>{words.grounds}</h2>
          <form method="post" action={action} class="flow">
            <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={copy.version} />
            <TextArea
              id="grounds"
              name="grounds"
              label={words.groundLines}
              hint={words.groundsHint}
              required={false}
              rows={6}
              value={screen.typed(
                'grounds',
                optionalList(outcome.grounds)
                  .map(({ text }) => text)
                  .join('\n'),
              )}
              {...errorOf(screen.problems, 'grounds')}
            />
            <Button label={words.saveGrounds} kind="line" name="do" value="grounds" />
          </form>
        </>
      )}
    </CopyScreen>
  )
}

/** The form of one field of a result. */
export function OutcomeFieldPage({
  screen,
  copy,
  name,
  outcome,
  place,
  field,
  picks,
  says,
}: Shown & {
  readonly outcome: OutcomeLike
  /** `new`, or the number of the field. */
  readonly place: string
  readonly field: OutcomeFieldLike | undefined
  readonly picks: readonly FollowPick[]
  /** How the value is found now, in words. */
  readonly says: string | undefined
}): JSX.Element {
  const list = `/designer/copies/${copy.id}/letters/outcomes/${outcome.id}`
  const picked = followPick(field?.follows, picks)
  const reasons = reasonFields(optionalList(outcome.fields), field)
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="letters"
      title={field === undefined ? words.add : words.editTitle(field.label?.ja ?? field.id)}
      lead={words.of(outcome.label?.ja ?? outcome.id)}
      screen={screen}
    >
      <CopyForm screen={screen} copy={copy} action={`${list}/${place}`}>
        <LocalTextInputs screen={screen} name="label" label={words.label} kept={field?.label} needed />
        <Select
          id="type"
          name="type"
          label={words.type}
          options={typesFor(field).map((value) => ({ value, label: typeName(value) }))}
          value={screen.typed('type', field?.type ?? 'text')}
          {...errorOf(screen.problems, 'type')}
        />
        {field === undefined && <ChoiceLines screen={screen} />}
        {field?.choices !== undefined && <ChoiceInputs screen={screen} kept={field.choices} />}
        <RequiredInput screen={screen} kept={field?.required} />
        <Select
          id="follows"
          name="follows"
          label={words.follows}
          hint={words.followsHint}
          blank={words.typed}
          required={false}
          options={[...picks, ...(picked === 'own' ? [{ value: 'own', label: words.own(says ?? '') }] : [])]}
          width="full"
          value={screen.typed('follows', picked)}
          {...errorOf(screen.problems, 'follows')}
        />
        {picked === 'own' && (
          <p>
            {words.ownLead} <a href={`/designer/copies/${copy.id}/text`}>{words.yaml}</a>
          </p>
        )}
        {reasons.length > 0 && (
          <Select
            id="reason"
            name="reason"
            label={words.reason}
            hint={words.reasonHint}
            blank={words.noReason}
            required={false}
            options={reasons.map(({ id, label }) => ({ value: id, label: label?.ja ?? id }))}
            value={screen.typed('reason', field?.follows?.reason)}
            {...errorOf(screen.problems, 'reason')}
          />
        )}
        <Button label={words.submit} />
      </CopyForm>
    </CopyScreen>
  )
}

/** A type that is there stays among those to choose from. */
function typesFor(field: OutcomeFieldLike | undefined): readonly string[] {
  const known: readonly string[] = decidedTypes
  return field === undefined || known.includes(field.type) ? known : [field.type, ...known]
}
