import type { JSX } from 'preact'
import { errorOf, Radios, TextInput } from '../../../design/index.ts'
import type { PostedForm } from '../../../platform/http/index.ts'
import type { ScreenProps } from '../views/screen.tsx'
import type { YamlValue } from '../yaml/render.ts'
import { LocalTextInputs, readLocalText } from './local-text.tsx'
import { messages } from './messages.ja.ts'
import type { Group } from './shape.ts'

const words = messages.repeat
const counts = ['min', 'max'] as const

/** Whether a group is asked several times, how often, and what one of them is called. */
export function RepeatInputs({
  screen,
  group,
  fixed,
}: {
  readonly screen: ScreenProps
  readonly group: Group
  /** Published: its answers are kept as a list, or as one. */
  readonly fixed: boolean
}): JSX.Element | null {
  const { repeat } = group
  if (fixed && repeat === undefined) return <p class="hint">{words.fixedSingle}</p>
  return (
    <div class="flow">
      {fixed ? (
        <p class="hint">{words.fixedRepeated}</p>
      ) : (
        <Radios
          id="repeat"
          name="repeat"
          label={words.legend}
          inline
          options={(['no', 'yes'] as const).map((value) => ({ value, label: words.options[value] }))}
          value={screen.typed('repeat', repeat === undefined ? 'no' : 'yes')}
        />
      )}
      <details open={repeat !== undefined || screen.typed('repeat') === 'yes'}>
        <summary>{words.details}</summary>
        <div class="flow">
          <div class="parts">
            {counts.map((name) => (
              <TextInput
                id={`repeat.${name}`}
                name={`repeat.${name}`}
                label={words[name]}
                required={false}
                inputmode="numeric"
                width="8"
                value={screen.typed(`repeat.${name}`, repeat === undefined ? '' : String(repeat[name] ?? ''))}
                {...errorOf(screen.problems, `repeat.${name}`)}
              />
            ))}
          </div>
          <LocalTextInputs screen={screen} name="repeat.item" label={words.item} kept={repeat?.item} />
          <LocalTextInputs screen={screen} name="repeat.add" label={words.add} kept={repeat?.add} />
        </div>
      </details>
    </div>
  )
}

/** What the form makes of the repetition: `undefined` takes it away; problems go into `problems`. */
export function readRepeat(
  form: PostedForm,
  group: Group,
  fixed: boolean,
  problems: Record<string, string>,
): { readonly repeat: YamlValue | undefined } {
  const wanted = fixed ? group.repeat !== undefined : form.text('repeat') === 'yes'
  if (!wanted) return { repeat: undefined }
  const number = (name: (typeof counts)[number], empty: number): number => {
    const typed = form.text(`repeat.${name}`).trim().normalize('NFKC')
    if (typed === '') return empty
    if (!/^\d{1,3}$/.test(typed) || Number(typed) > 100) problems[`repeat.${name}`] = words.problems.count
    return Number(typed)
  }
  const [min, max] = [number('min', 1), number('max', 10)]
  if (max < Math.max(min, 1)) problems['repeat.max'] = words.problems.order
  const item = readLocalText(form, 'repeat.item', problems, true) ?? {}
  const add = readLocalText(form, 'repeat.add', problems, false) ?? { ja: words.addOf(String(item.ja ?? '')) }
  return { repeat: { min, max, item, add } }
}
