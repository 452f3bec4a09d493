import type { ComponentChildren, JSX } from 'preact'
import { errorOf, FormScreen, TextInput } from '../../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import type { ScreenProps } from './frame.ts'

/** A screen right below the catalogue: its title and lead, and the way back there. */
export function ListScreen({
  words,
  screen,
  children,
}: {
  readonly words: { readonly title: string; readonly lead: string }
  readonly screen: ScreenProps
  readonly children: ComponentChildren
}): JSX.Element {
  const back = { href: '/catalogue', label: messages.overview.title }
  return (
    <FormScreen title={words.title} lead={words.lead} screen={screen} back={back}>
      {children}
    </FormScreen>
  )
}

/** A form of a screen. `inline`: a small one within a row of a table. */
export function ScreenForm({
  action,
  screen,
  inline = false,
  children,
}: {
  readonly action: string
  readonly screen: Pick<ScreenProps, 'csrf'>
  readonly inline?: boolean
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <form method="post" action={action} class={inline ? 'inline-form' : 'flow'}>
      <input type="hidden" name="csrf" value={screen.csrf} />
      {children}
    </form>
  )
}

/** An input for text or, with the hint for days, for a day as people write it. */
export function ScreenInput({
  name,
  label,
  screen,
  day = false,
  numeric = false,
}: {
  readonly name: string
  readonly label: string
  readonly screen: Pick<ScreenProps, 'typed' | 'problems'>
  readonly day?: boolean
  readonly numeric?: boolean
}): JSX.Element {
  return (
    <TextInput
      id={name}
      name={name}
      label={label}
      value={screen.typed(name)}
      {...(day ? { hint: messages.register.fields.dayHint } : {})}
      {...(numeric ? { inputmode: 'numeric' as const } : {})}
      {...errorOf(screen.problems, name)}
    />
  )
}
