import type { JSX } from 'preact'
import { Checkboxes, errorOf, Radios, Select, TextInput } from '../../../design/index.ts'
import type { ScreenProps } from '../views/screen.tsx'
import type { Answerable } from './answers-before.ts'
import { readPicked } from './condition.ts'
import { pickGroups } from './condition-picks.ts'
import { messages } from './messages.ja.ts'
import { whenRows } from './read-when.ts'

const words = messages.when

/** The rows in which a condition is picked: an answer with its value, how it is compared, and a number or day where one is needed. */
export function WhenInputs({
  screen,
  prefix,
  legend,
  lead,
  kept,
  answers,
  none = words.none,
}: {
  readonly screen: ScreenProps
  readonly prefix: string
  readonly legend: string
  readonly lead: string
  readonly kept: string | undefined
  readonly answers: readonly Answerable[]
  /** What the first list says while nothing is picked. */
  readonly none?: string
}): JSX.Element {
  const picked = kept === undefined ? undefined : readPicked(kept, answers)
  const groups = pickGroups(answers)
  const row = (n: number): JSX.Element => {
    const at = `${prefix}.${n}`
    const shown = picked?.rows[n]
    return (
      <div class="condition-row">
        <Select
          id={`${at}.pick`}
          name={`${at}.pick`}
          label={words.row(n + 1)}
          required={false}
          mark={false}
          blank={n === 0 ? none : words.none}
          options={[]}
          groups={groups}
          width="full"
          value={screen.typed(`${at}.pick`, shown?.pick)}
          {...errorOf(screen.problems, `${at}.pick`)}
        />
        <Select
          id={`${at}.how`}
          name={`${at}.how`}
          label={words.comparison}
          required={false}
          mark={false}
          blank={words.comparisons.eq}
          options={(Object.keys(words.comparisons) as (keyof typeof words.comparisons)[])
            .filter((value) => value !== 'eq')
            .map((value) => ({ value, label: words.comparisons[value] }))}
          value={screen.typed(`${at}.how`, shown?.how)}
          {...errorOf(screen.problems, `${at}.how`)}
        />
        <TextInput
          id={`${at}.value`}
          name={`${at}.value`}
          label={words.value}
          required={false}
          mark={false}
          value={screen.typed(`${at}.value`, shown?.value)}
          {...errorOf(screen.problems, `${at}.value`)}
        />
      </div>
    )
  }
  const further = Array.from({ length: whenRows - 1 }, (_, n) => n + 1)
  const opened = further.some((n) => screen.typed(`${prefix}.${n}.pick`, picked?.rows[n]?.pick) !== '')
  return (
    <fieldset class="flow">
      <legend class="field-label">{legend}</legend>
      <p class="hint">{lead}</p>
      {kept !== undefined && picked === undefined && (
        <>
          <p>{words.own(kept)}</p>
          <Checkboxes
            id={`${prefix}.clear`}
            name={`${prefix}.clear`}
            label={words.clear}
            required={false}
            mark={false}
            options={[{ value: 'yes', label: words.clear }]}
          />
        </>
      )}
      {answers.length === 0 ? (
        <p>{words.nothingBefore}</p>
      ) : (
        <>
          {row(0)}
          <details open={opened}>
            <summary>{words.more}</summary>
            <div class="flow">
              {further.map(row)}
              <Radios
                id={`${prefix}.join`}
                name={`${prefix}.join`}
                label={words.join}
                options={(['and', 'or'] as const).map((value) => ({ value, label: words.joins[value] }))}
                value={screen.typed(`${prefix}.join`, picked?.join ?? 'and')}
              />
            </div>
          </details>
        </>
      )}
    </fieldset>
  )
}
