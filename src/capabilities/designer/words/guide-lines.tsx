import type { JSX } from 'preact'
import { Button, errorOf, TextArea, TextInput } from '../../../design/index.ts'
import type { PostedForm } from '../../../platform/http/index.ts'
import type { LocalTextLike } from '../outline/shape.ts'
import { optionalList } from '../outline/shape.ts'
import { Hidden, type ScreenProps } from '../views/screen.tsx'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { messages } from './messages.ja.ts'

const words = messages.guideLines

/** As much of a procedure's guide as has lines that come and go. */
export interface GuideLike {
  readonly prepare?: readonly LocalTextLike[]
  readonly afterwards?: readonly LocalTextLike[]
  readonly minutes?: number
}

const lists = ['prepare', 'afterwards'] as const

/** What to have at hand and what follows, one thing a line, and how many minutes it takes. */
export function GuideLines({
  screen,
  action,
  seen,
  guide,
}: {
  readonly screen: ScreenProps
  readonly action: string
  readonly seen: number
  readonly guide: GuideLike
}): JSX.Element {
  return (
    <form method="post" action={action} class="flow">
      <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={seen} />
      {lists.map((list) => (
        <TextArea
          id={list}
          name={list}
          label={words[list]}
          hint={words[`${list}Hint`]}
          rows={3}
          required={list === 'afterwards'}
          value={screen.typed(
            list,
            optionalList(guide[list])
              .map(({ ja = '' }) => ja)
              .join('\n'),
          )}
          {...errorOf(screen.problems, list)}
        />
      ))}
      <TextInput
        id="minutes"
        name="minutes"
        label={words.minutes}
        hint={words.minutesHint}
        inputmode="numeric"
        width="8"
        value={screen.typed('minutes', String(guide.minutes ?? ''))}
        {...errorOf(screen.problems, 'minutes')}
      />
      <Button label={words.submit} kind="line" />
    </form>
  )
}

export type GuideReading =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** The lines as they were typed; one that stays keeps its other languages. */
export function readGuideLines(form: PostedForm, guide: GuideLike): GuideReading {
  const problems: Record<string, string> = {}
  const edits: Edit[] = []
  for (const list of lists) {
    const kept = optionalList(guide[list])
    const lines = form
      .text(list)
      .split(/\r?\n/)
      .map((line) => line.replace(/^[・\s]+/u, '').trim())
      .filter((line) => line !== '')
    if (lines.length > 20 || lines.some((line) => line.length > 200)) problems[list] = words.problems.lines
    if (list === 'afterwards' && lines.length === 0) problems[list] = words.problems.afterwards
    if (lines.join('\n') === kept.map(({ ja = '' }) => ja).join('\n')) continue
    const value = lines.map((line) => ({ ...(kept.find(({ ja }) => ja === line) ?? { ja: line }) }))
    edits.push({ do: 'set', path: ['guide', list], value: value as unknown as YamlValue })
  }
  const minutes = form.text('minutes').normalize('NFKC').trim()
  if (!/^[1-9]\d{0,2}$/.test(minutes) || Number(minutes) > 600) problems.minutes = words.problems.minutes
  else if (Number(minutes) !== guide.minutes)
    edits.push({ do: 'set', path: ['guide', 'minutes'], value: Number(minutes) })
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, edits }
}
