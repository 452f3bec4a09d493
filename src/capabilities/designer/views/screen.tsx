import type { ComponentChildren, JSX } from 'preact'
import { FormScreen, type FormScreenProps, Tabs } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages } from '../messages.ja.ts'

/** What every screen of the designer is shown in. */
export interface ScreenProps extends FormScreenProps {
  readonly csrf: string
  readonly requestKey: string
  readonly mayPublish: boolean
  /** The save that a form which came back was filled from: somebody may have saved since, and is told of at the next try. */
  readonly filledFrom?: string
  /** What was typed into an input, or else what is kept. */
  readonly typed: (name: string, kept?: string) => string
  /** Everything that was ticked under a name. */
  readonly typedAll: (name: string) => readonly string[]
}

export type CopyTab = keyof typeof messages.copy.tabs

/** A screen of one working copy, with the ways to its other parts. */
export function CopyScreen({
  copy,
  name,
  tab,
  title,
  lead,
  screen,
  children,
}: {
  readonly copy: Pick<WorkingCopy, 'id'>
  readonly name: string
  readonly tab: CopyTab
  readonly title?: string
  readonly lead?: string
  readonly screen: ScreenProps
  readonly children: ComponentChildren
}): JSX.Element {
  const words = messages.copy
  const base = `/designer/copies/${copy.id}`
  return (
    <FormScreen
      title={title ?? name}
      screen={screen}
      back={title === undefined ? { href: '/designer', label: messages.home.title } : { href: base, label: name }}
    >
      <Tabs
        label={words.parts}
        tabs={(Object.keys(words.tabs) as CopyTab[]).map((id) => ({
          href: id === 'overview' ? base : `${base}/${id}`,
          label: words.tabs[id],
          current: id === tab,
        }))}
      />
      {lead !== undefined && <p>{lead}</p>}
      {children}
    </FormScreen>
  )
}

/** A form that changes a working copy from what was seen of it. */
export function CopyForm({
  screen,
  copy,
  action,
  children,
}: {
  readonly screen: ScreenProps
  readonly copy: Pick<WorkingCopy, 'version'>
  readonly action: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <form method="post" action={action} class="flow">
      <Hidden screen={screen} seen={copy.version} />
      {children}
    </form>
  )
}

/** The hidden parts of a form that changes a working copy: who sends it, once, and what it was filled from. */
export function Hidden({ screen, seen }: { readonly screen: ScreenProps; readonly seen?: number }): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={screen.csrf} />
      <input type="hidden" name="requestKey" value={screen.requestKey} />
      {seen !== undefined && <input type="hidden" name="seen" value={screen.filledFrom ?? seen} />}
    </>
  )
}
