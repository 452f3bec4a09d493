import type { JSX } from 'preact'
import {
  Checkboxes,
  Consent,
  FileInput,
  type FileInputProps,
  type HandIn,
  Notice,
  PhotoInput,
  Radios,
  RegisterChoice,
  Select,
  Text,
  TextInput,
  YesNo,
} from '../../../../design/index.ts'
import { type FieldView, fieldProps } from './field-common.ts'

type Chosen = (view: FieldView) => JSX.Element | null

const line = (view: FieldView): string => view.values[''] ?? ''
/** Eight and more are a list. */
const longList = 8

/** Fields where something is chosen, agreed to, or handed in. */
export const choiceFields: Readonly<Record<string, Chosen>> = {
  choice: (view) => {
    const options = optionsOf(view)
    return options.length < longList ? (
      <Radios {...fieldProps(view)} value={line(view)} options={options} />
    ) : (
      <Select {...fieldProps(view)} value={line(view)} options={options} />
    )
  },
  'multi-choice': (view) => (
    <Checkboxes {...fieldProps(view)} values={line(view).split('\n')} options={optionsOf(view)} />
  ),
  'yes-no': (view) => <YesNo {...fieldProps(view)} value={line(view)} />,
  consent: (view) => {
    const { consent, label } = view.placed.field
    return (
      <Consent
        {...fieldProps(view)}
        text={consent?.text ?? label}
        version={consent?.version ?? ''}
        refusable={consent?.refusable ?? false}
        {...(view.values.agreed === undefined ? {} : { value: view.values.agreed })}
      />
    )
  },
  'register-choice': (view) => <Entries view={view} />,
  file: (view) => <FileInput {...fileProps(view)} accept={view.placed.field.accept ?? ['pdf', 'jpg', 'png']} />,
  photo: (view) => <PhotoInput {...fileProps(view)} />,
  notice: (view) => (
    <Notice>
      <p>
        <Text words={view.placed.field.label} />
      </p>
      {view.placed.field.hint && (
        <p class="hint">
          <Text words={view.placed.field.hint} />
        </p>
      )}
    </Notice>
  ),
  // Where the city does not ask online, nothing is asked: the my-number zone takes it from the register.
  'individual-number': (view) =>
    view.asksNumber ? (
      <TextInput {...fieldProps(view)} value="" width="12" inputmode="numeric" autocomplete="off" />
    ) : null,
}

function optionsOf(view: FieldView) {
  const { placed } = view
  return (placed.choices ?? placed.field.choices ?? []).map((choice) => ({
    value: choice.id,
    label: choice.label,
    ...(choice.hint === undefined ? {} : { hint: choice.hint }),
  }))
}

function Entries({ view }: { view: FieldView }): JSX.Element {
  const { placed, values } = view
  const entries = placed.entries ?? []
  const quantities = placed.field.register?.quantity === true
  if (entries.length === 0)
    return (
      <Notice title={placed.field.label} level={3}>
        <p>
          <Text words={view.noEntries} />
        </p>
      </Notice>
    )
  const chosen = quantities
    ? Object.entries(values).map(([entry, quantity]) => ({ entry, quantity }))
    : [{ entry: values[''] ?? '' }]
  return (
    <RegisterChoice
      {...fieldProps(view)}
      mode={quantities ? 'quantities' : 'one'}
      entries={entries.map((entry) => ({
        value: entry.id,
        label: entry.label,
        waitingList: view.waitingList,
        ...(entry.left === undefined ? {} : { left: entry.left }),
      }))}
      values={chosen}
    />
  )
}

function fileProps(view: FieldView): Omit<FileInputProps, 'accept' | 'camera'> {
  const { field } = view.placed
  const how = (['attached', 'post', 'counter', 'register'] as const).find((way) => way === view.values.how)
  return {
    ...fieldProps(view),
    files: view.files,
    megabytes: view.fileMegabytes,
    multiple: (field.maxFiles ?? 10) > 1,
    alternatives: (field.alternatives ?? []) as readonly Exclude<HandIn, 'attached'>[],
    ...(how === undefined ? {} : { how }),
  }
}
