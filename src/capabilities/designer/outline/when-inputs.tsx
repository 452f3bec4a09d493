import type { JSX } from 'preact'
import { Checkboxes, Radios, Select, TextInput } from '../../../design/index.ts'
import { errorOf, type ScreenProps } from '../views/screen.tsx'
import type { Answerable } from './answers-before.ts'
import { readPicked } from './condition.ts'
import { messages } from './messages.ja.ts'
import { whenRows } from './read-when.ts'

const words = messages.when

/** The rows in which a condition is picked. */
export function WhenInputs({
  screen,
  prefix,
  legend,
  lead,
  kept,
  answers,
}: {
  readonly screen: ScreenProps
  readonly prefix: string
  readonly legend: string
  readonly lead: string
  readonly kept: string | undefined
  readonly answers: readonly Answerable[]
}): JSX.Element {
  const picked = kept === undefined ? undefined : readPicked(kept, answers)
  const rows = Array.from({ length: whenRows }, (_, row) => picked?.rows[row])
  return (
    <fieldset class="flow">
      <legend>{legend}</legend>
      <p class="hint">{lead}</p>
      {kept !== undefined && picked === undefined && <p>{words.own(kept)}</p>}
      {rows.map((row, n) => {
        const at = `${prefix}.${n}`
        return (
          <div class="parts">
            <Select
              id={`${at}.field`}
              name={`${at}.field`}
              label={`${words.row(n + 1)}：${words.field}`}
              required={false}
              options={answers.map(({ path, label }) => ({ value: path, label }))}
              value={screen.typed(`${at}.field`, row?.path)}
              {...errorOf(screen.problems, `${at}.field`)}
            />
            <Select
              id={`${at}.how`}
              name={`${at}.how`}
              label={words.comparison}
              required={false}
              options={(Object.keys(words.comparisons) as (keyof typeof words.comparisons)[]).map((value) => ({
                value,
                label: words.comparisons[value],
              }))}
              value={screen.typed(`${at}.how`, row?.how)}
            />
            <TextInput
              id={`${at}.value`}
              name={`${at}.value`}
              label={words.value}
              required={false}
              value={screen.typed(`${at}.value`, row?.value)}
              {...errorOf(screen.problems, `${at}.value`)}
            />
          </div>
        )
      })}
      <p class="hint">{words.valueHint}</p>
      <Radios
        id={`${prefix}.join`}
        name={`${prefix}.join`}
        label={words.join}
        options={(['and', 'or'] as const).map((value) => ({ value, label: words.joins[value] }))}
        value={screen.typed(`${prefix}.join`, picked?.join ?? 'and')}
      />
      {kept !== undefined && (
        <Checkboxes
          id={`${prefix}.clear`}
          name={`${prefix}.clear`}
          label={words.clear}
          required={false}
          options={[{ value: 'yes', label: words.clear }]}
        />
      )}
    </fieldset>
  )
}
