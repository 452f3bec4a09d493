import type { ComponentChildren, JSX } from 'preact'
import { errorOf, Select, TextInput } from '../../../design/index.ts'
import type { ScreenProps } from '../views/screen.tsx'
import type { Calculation } from './calculation.ts'
import { messages } from './messages.ja.ts'
import type { Pick } from './picks.ts'
import { rowsOf } from './read-computed.ts'

const words = messages.form

/** The rows of a sum or a product. */
export function NumberRows({
  screen,
  kind,
  numbers,
  kept,
}: {
  readonly screen: ScreenProps
  readonly kind: 'terms' | 'product'
  readonly numbers: readonly Pick[]
  readonly kept: Calculation | undefined
}): JSX.Element {
  const terms = kept?.kind === 'terms' ? kept.terms : []
  const product = kept?.kind === 'product' ? kept : undefined
  const rows = Array.from({ length: rowsOf[kind] }, (_, n) => n)
  if (kind === 'terms')
    return (
      <>
        {rows.map((n) => (
          <NumberInput
            screen={screen}
            field={`term.${n}`}
            label={words.term(n + 1)}
            options={numbers}
            kept={terms[n]?.of}
          >
            {n > 0 && (
              <Select
                id={`term.${n}.sign`}
                name={`term.${n}.sign`}
                label={words.sign(n + 1)}
                required={false}
                mark={false}
                blank={words.signs['+']}
                options={[{ value: '-', label: words.signs['-'] }]}
                value={screen.typed(`term.${n}.sign`, terms[n]?.sign === '-' ? '-' : '')}
              />
            )}
          </NumberInput>
        ))}
      </>
    )
  return (
    <>
      {rows.map((n) => (
        <NumberInput
          screen={screen}
          field={`factor.${n}`}
          label={words.factor(n + 1)}
          options={numbers}
          kept={product?.factors[n]}
        />
      ))}
      <TextInput
        id="by"
        name="by"
        label={words.by}
        hint={words.byHint}
        required={false}
        inputmode="numeric"
        width="12"
        value={screen.typed('by', product?.by)}
        {...errorOf(screen.problems, 'by')}
      />
    </>
  )
}

/** One of the list, or a number beside it. */
export function NumberInput({
  screen,
  field,
  label,
  options,
  kept,
  children,
}: {
  readonly screen: ScreenProps
  readonly field: string
  readonly label: string
  readonly options: readonly Pick[]
  readonly kept: string | undefined
  /** Between the list and the number. */
  readonly children?: ComponentChildren
}): JSX.Element {
  const typed = kept !== undefined && /^\d+$/.test(kept)
  return (
    <div class="condition-row">
      <Select
        id={field}
        name={field}
        label={label}
        required={false}
        mark={false}
        blank={words.orNumber}
        options={options}
        width="full"
        value={screen.typed(field, typed ? '' : kept)}
        {...errorOf(screen.problems, field)}
      />
      {children}
      <TextInput
        id={`${field}.number`}
        name={`${field}.number`}
        label={words.number(label)}
        required={false}
        mark={false}
        inputmode="numeric"
        width="12"
        value={screen.typed(`${field}.number`, typed ? kept : '')}
        {...errorOf(screen.problems, `${field}.number`)}
      />
    </div>
  )
}
