import type { ComponentChildren, JSX } from 'preact'
import { ErrorSummary, Notice, StaffPage, type StaffPageProps, Tabs } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages } from '../messages.ja.ts'

/** What every screen of the designer is shown in. */
export interface ScreenProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly csrf: string
  readonly requestKey: string
  readonly mayPublish: boolean
  /** What was typed into an input, or else what is kept. */
  readonly typed: (name: string, kept?: string) => string
  readonly problems: Readonly<Record<string, string>>
  readonly problem?: string
  readonly notice?: string
}

/** The error of one input, ready to be spread into its props. */
export function errorOf(problems: ScreenProps['problems'], name: string): { readonly error?: string } {
  const error = problems[name]
  return error === undefined ? {} : { error }
}

export function Screen({
  title,
  lead,
  back,
  screen,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly back?: { readonly href: string; readonly label: string }
  readonly screen: ScreenProps
  readonly children: ComponentChildren
}): JSX.Element {
  const problems = [
    ...Object.entries(screen.problems).map(([id, message]) => ({ id, message })),
    ...(screen.problem === undefined ? [] : [{ message: screen.problem }]),
  ]
  return (
    <StaffPage {...screen.frame} title={title} failed={problems.length > 0} {...(back === undefined ? {} : { back })}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {screen.notice !== undefined && <Notice>{screen.notice}</Notice>}
      <h1>{title}</h1>
      {lead !== undefined && <p>{lead}</p>}
      {children}
    </StaffPage>
  )
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
    <Screen
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
    </Screen>
  )
}

/** The hidden parts of a form that changes a working copy: who sends it, once, and what it was filled from. */
export function Hidden({ screen, seen }: { readonly screen: ScreenProps; readonly seen?: number }): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={screen.csrf} />
      <input type="hidden" name="requestKey" value={screen.requestKey} />
      {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
    </>
  )
}
