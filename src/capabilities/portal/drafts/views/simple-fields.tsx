import type { JSX } from 'preact'
import {
  EmailInput,
  type InputWidth,
  KanaLine,
  MoneyInput,
  NumberInput,
  PhoneInput,
  TextArea,
  TextInput,
  TimeInput,
} from '../../../../design/index.ts'
import { type FieldView, fieldProps } from './field-common.ts'

type Simple = (view: FieldView) => JSX.Element

const line = (view: FieldView): string => view.values[''] ?? ''

/** Fields of one input. */
export const simpleFields: Readonly<Record<string, Simple>> = {
  text: (view) => {
    const { autocomplete, maxLength } = view.placed.field
    return (
      <TextInput
        {...fieldProps(view)}
        value={line(view)}
        width={widthFor(maxLength)}
        {...(autocomplete === undefined ? {} : { autocomplete })}
      />
    )
  },
  'long-text': (view) => {
    const { maxLength } = view.placed.field
    return (
      <TextArea {...fieldProps(view)} value={line(view)} {...(maxLength === undefined ? {} : { limit: maxLength })} />
    )
  },
  kana: (view) => <KanaLine {...fieldProps(view)} value={line(view)} />,
  time: (view) => <TimeInput {...fieldProps(view)} value={line(view)} />,
  phone: (view) => <PhoneInput {...fieldProps(view)} value={line(view)} />,
  email: (view) => <EmailInput {...fieldProps(view)} value={line(view)} />,
  number: (view) => {
    const { unit } = view.placed.field
    return <NumberInput {...fieldProps(view)} value={line(view)} {...(unit === undefined ? {} : { unit })} />
  },
  money: (view) => <MoneyInput {...fieldProps(view)} value={line(view)} />,
}

/** The width of the box tells the length of the answer. */
function widthFor(maxLength: number | undefined): InputWidth {
  if (maxLength === undefined || maxLength > 40) return 'full'
  if (maxLength > 14) return '20'
  return maxLength > 8 ? '12' : '8'
}
