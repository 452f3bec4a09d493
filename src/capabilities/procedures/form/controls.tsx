import type { JSX } from 'preact'
import {
  AccountInput,
  AddressInput,
  Checkboxes,
  EmailInput,
  EraDate,
  FileInput,
  type FileInputProps,
  KanaLine,
  MapPoint,
  MapShape,
  MoneyInput,
  NameInput,
  Notice,
  NumberInput,
  PhoneInput,
  PhotoInput,
  Radios,
  RegisterChoice,
  Select,
  Text,
  TextArea,
  TextInput,
  TimeInput,
  YearMonth,
  YesNo,
} from '../../../design/index.ts'
import { offersRegistered } from '../fields/account.ts'
import { mostFiles } from '../fields/files.ts'
import { longestText } from '../fields/texts.ts'
import type { FieldType } from '../language/definition.ts'
import { shapeKinds } from '../language/field-types.ts'
import { patterns } from '../language/patterns.ts'
import { ConsentControl } from './consent-control.tsx'
import type { ControlProps } from './control-props.ts'
import { words } from './words.ts'

/** More choices than this are a list to open instead of lines to press. */
const mostRadios = 12

type Control = (props: ControlProps) => JSX.Element

/** The component of each field type, with what it shows. */
export const controls: Readonly<Record<FieldType, Control>> = {
  text: ({ field, base, value }) => {
    const pattern = field.pattern === undefined ? undefined : patterns[field.pattern]
    return (
      <TextInput
        {...base}
        {...(field.hint === undefined && pattern ? { hint: words.example(pattern.example) } : {})}
        value={value['']}
        inputmode={pattern?.inputMode === 'numeric' || field.check !== undefined ? 'numeric' : 'text'}
        autocomplete={field.autocomplete ?? 'off'}
        width={pattern || (field.maxLength ?? 99) <= 20 ? '20' : 'full'}
      />
    )
  },
  'long-text': ({ field, base, value }) => (
    <TextArea {...base} value={value['']} limit={field.maxLength ?? longestText} />
  ),
  kana: ({ base, value }) => <KanaLine {...base} value={value['']} />,
  name: ({ field, base, value, wrong }) => (
    <NameInput
      {...base}
      value={value}
      wrong={partsOf(wrong, ['family', 'given'])}
      own={field.autocomplete === 'name'}
    />
  ),
  date: ({ field, base, value, wrong }) => (
    <EraDate
      {...base}
      value={value}
      wrong={partsOf(wrong, ['era', 'year', 'month', 'day'])}
      birthday={field.autocomplete === 'bday'}
    />
  ),
  'year-month': ({ base, value, wrong }) => (
    <YearMonth {...base} value={value} wrong={partsOf(wrong, ['era', 'year', 'month'])} />
  ),
  time: ({ base, value }) => <TimeInput {...base} value={value['']} />,
  address: ({ field, base, value, wrong, lookup }) => (
    <AddressInput
      {...base}
      value={value}
      wrong={partsOf(wrong, ['postcode', 'prefecture', 'city', 'town', 'block', 'building'])}
      own={field.autocomplete !== undefined}
      {...(lookup?.towns ? { towns: lookup.towns } : {})}
      {...(lookup?.found === undefined ? {} : { lookedUp: lookup.found })}
    />
  ),
  phone: ({ field, base, value }) => (
    <PhoneInput {...base} value={value['']} autocomplete={field.autocomplete ?? 'tel'} />
  ),
  email: ({ field, base, value }) => (
    <EmailInput {...base} value={value['']} autocomplete={field.autocomplete ?? 'email'} />
  ),
  account: ({ field, base, value, wrong, lookup }) => (
    <AccountInput
      {...base}
      value={value}
      wrong={partsOf(wrong, [
        'choice',
        'kind',
        'bankName',
        'bankCode',
        'branchName',
        'branchCode',
        'accountType',
        'accountNumber',
        'yuchoSymbol',
        'yuchoNumber',
        'holderKana',
      ])}
      registered={offersRegistered(field)}
      {...(lookup?.found === undefined ? {} : { lookedUp: lookup.found })}
    />
  ),
  'individual-number': ({ base, asked, answered }) =>
    asked ? (
      <TextInput
        {...base}
        hint={answered ? words.numberKept : (base.hint ?? words.numberHint)}
        value=""
        inputmode="numeric"
        autocomplete="off"
        width="20"
        maxlength={20}
      />
    ) : (
      <Notice title={base.label} level={3}>
        <p>
          <Text words={words.numberNotAsked} />
        </p>
      </Notice>
    ),
  number: ({ field, base, value }) => (
    <NumberInput {...base} value={value['']} {...(field.unit === undefined ? {} : { unit: field.unit })} />
  ),
  money: ({ base, value }) => <MoneyInput {...base} value={value['']} />,
  choice: ({ base, value, placed }) => {
    const choices = placed.choices ?? []
    if (choices.length > mostRadios) {
      const options = choices.map(({ id, label }) => ({ value: id, label }))
      return <Select {...base} value={value['']} options={[{ value: '', label: words.choose }, ...options]} />
    }
    return <Radios {...base} value={value['']} options={choices.map(optionOf)} />
  },
  'multi-choice': ({ base, value, placed }) => (
    <Checkboxes {...base} values={(value[''] ?? '').split('\n')} options={(placed.choices ?? []).map(optionOf)} />
  ),
  'yes-no': ({ base, value }) => <YesNo {...base} value={value['']} />,
  file: ({ field, base, value, files }) => (
    <FileInput {...base} {...fileProps(field, value, files)} {...(field.accept ? { accept: field.accept } : {})} />
  ),
  photo: ({ field, base, value, files }) => <PhotoInput {...base} {...fileProps(field, value, files)} />,
  'map-point': ({ base, value, wrong, map }) => (
    <MapPoint
      {...base}
      value={value}
      wrong={partsOf(wrong, ['town', 'lat', 'lng'])}
      towns={map?.towns ?? []}
      boundary={map?.boundary ?? []}
    />
  ),
  'map-shape': ({ field, base, value, wrong, map }) => (
    <MapShape
      {...base}
      value={value}
      wrong={partsOf(wrong, ['kind', 'points', 'town'])}
      shapes={field.shapes ?? shapeKinds}
      towns={map?.towns ?? []}
      boundary={map?.boundary ?? []}
    />
  ),
  consent: (props) => <ConsentControl {...props} />,
  'register-choice': ({ field, base, value, placed, waitingList }) => {
    const quantity = field.register?.quantity ?? false
    const open = placed.entries ?? []
    if (!quantity && open.length > mostRadios && open.every(({ left }) => left === undefined)) {
      const options = open.map(({ id, label }) => ({ value: id, label }))
      return <Select {...base} value={value['']} options={[{ value: '', label: words.choose }, ...options]} />
    }
    const values = quantity
      ? Object.entries(value).map(([entry, pieces]) => ({ entry, quantity: pieces }))
      : [{ entry: value[''] ?? '' }]
    const entries = open.map(({ id, label, left, facts }) => ({
      value: id,
      label,
      waitingList,
      ...(left === undefined ? {} : { left }),
      ...(typeof facts.hint === 'string' ? { hint: facts.hint } : {}),
    }))
    return <RegisterChoice {...base} entries={entries} values={values} mode={quantity ? 'quantities' : 'one'} />
  },
  notice: ({ field }) => (
    <Notice title={field.label} level={3}>
      {field.hint !== undefined && (
        <p>
          <Text words={field.hint} />
        </p>
      )}
    </Notice>
  ),
}

function optionOf({ id, label, hint }: NonNullable<ControlProps['placed']['choices']>[number]) {
  return { value: id, label, ...(hint === undefined ? {} : { hint }) }
}

function fileProps(
  field: ControlProps['field'],
  value: ControlProps['value'],
  files: ControlProps['files'],
): Pick<FileInputProps, 'files' | 'multiple' | 'alternatives' | 'how'> {
  const how = (['attached', 'post', 'counter', 'register'] as const).find((way) => way === value.how)
  return {
    files,
    multiple: (field.maxFiles ?? mostFiles) > 1,
    alternatives: field.alternatives ?? [],
    ...(how === undefined ? {} : { how }),
  }
}

function partsOf<Part extends string>(wrong: readonly string[], parts: readonly Part[]): readonly Part[] {
  return parts.filter((part) => wrong.includes(part))
}
