import type { JSX } from 'preact'
import { Button, errorOf, Select, TextInput } from '../../../design/index.ts'
import { LocalTextInputs } from '../outline/local-text.tsx'
import { WhenInputs } from '../outline/when-inputs.tsx'
import { messages } from '../tables/messages.ja.ts'
import { CopyForm, CopyScreen } from '../views/screen.tsx'
import { type Shown, WholeInputs } from './fees-pages.tsx'
import { amountChoices, amountPick, type FeeLineLike } from './read-fees.ts'

const words = messages.fees

/** The form of one line: amount, quantity and condition are picked. */
export function FeeLinePage({
  screen,
  copy,
  name,
  data,
  answers,
  place,
  line,
}: Shown & {
  /** `new`, or the line's number in the list. */
  readonly place: string
  readonly line: FeeLineLike | undefined
}): JSX.Element {
  const picked = amountPick(line, data)
  const plain = [
    { value: 'typed', label: words.amounts.typed },
    { value: 'new-setting', label: words.amounts.newSetting },
    ...(picked === 'own' ? [{ value: 'own', label: words.amounts.own(String(line?.amount ?? '')) }] : []),
  ]
  const from = (head: 'settings' | 'values') => ({
    label: words.amounts[head],
    options: amountChoices(data).filter(({ value }) => value.startsWith(head)),
  })
  const numbers = answers.filter(({ field, kind }) => kind === undefined && field.type === 'number')
  const quantity = line?.quantity
  const known = quantity === undefined || numbers.some(({ path }) => path === quantity)
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="tables"
      title={line === undefined ? words.add : words.editTitle(line.label?.ja ?? line.id)}
      screen={screen}
    >
      <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/fees/${place}`}>
        <LocalTextInputs screen={screen} name="label" label={words.label} kept={line?.label} needed />
        <Select
          id="amount"
          name="amount"
          label={words.amount}
          options={plain}
          groups={[from('settings'), from('values')].filter(({ options }) => options.length > 0)}
          width="full"
          value={screen.typed('amount', picked)}
          {...errorOf(screen.problems, 'amount')}
        />
        <TextInput
          id="yen"
          name="yen"
          label={words.yen}
          hint={words.yenHint}
          required={false}
          inputmode="numeric"
          width="12"
          value={screen.typed('yen', picked === 'typed' ? String(line?.amount ?? '').trim() : '')}
          {...errorOf(screen.problems, 'yen')}
        />
        <Select
          id="quantity"
          name="quantity"
          label={words.quantity}
          blank={words.once}
          required={false}
          options={[
            ...numbers.map(({ path, label }) => ({ value: path, label })),
            ...(known ? [] : [{ value: 'own', label: words.amounts.own(quantity) }]),
          ]}
          value={screen.typed('quantity', known ? quantity : 'own')}
        />
        <WhenInputs
          screen={screen}
          prefix="when"
          legend={words.when}
          lead={words.whenLead}
          kept={line?.when}
          answers={answers}
        />
        {data.fee === undefined && <WholeInputs screen={screen} fee={undefined} />}
        <Button label={words.submit} />
      </CopyForm>
    </CopyScreen>
  )
}
