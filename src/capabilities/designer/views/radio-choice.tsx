import type { JSX } from 'preact'
import { errorOf, Radios } from '../../../design/index.ts'
import type { ScreenProps } from './screen.tsx'

/** A few fixed values to choose one of, with what was chosen before and what is wrong with it. */
export function RadioChoice(props: {
  readonly screen: ScreenProps
  readonly field: string
  readonly label: string
  readonly hint?: string
  /** Value → what people call it, in the order shown. */
  readonly options: Readonly<Record<string, string>>
  /** Chosen as long as nobody has chosen. */
  readonly kept: string
}): JSX.Element {
  const { screen, field, label, hint, options, kept } = props
  return (
    <Radios
      id={field}
      name={field}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      options={Object.entries(options).map(([value, each]) => ({ value, label: each }))}
      value={screen.typed(field, kept)}
      {...errorOf(screen.problems, field)}
    />
  )
}
