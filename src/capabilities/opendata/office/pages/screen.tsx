import { randomUUID } from 'node:crypto'
import type { ComponentChildren, JSX } from 'preact'
import { ErrorSummary, Notice, StaffPage, Tabs } from '../../../../design/index.ts'
import type { Draft } from '../draft/draft.ts'
import { messages } from './messages.ja.ts'
import type { ScreenProps } from './web.ts'

/** The error of one input, ready to be spread into its props. */
export function errorOf({ problems }: ScreenProps, id: string): { readonly error?: string } {
  const error = problems[id]
  return error === undefined ? {} : { error }
}

export function Screen({
  title,
  lead,
  back,
  screen,
  refreshSeconds,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly back?: { readonly href: string; readonly label: string }
  readonly screen: ScreenProps
  readonly refreshSeconds?: number
  readonly children: ComponentChildren
}): JSX.Element {
  const problems = [
    ...Object.entries(screen.problems).map(([id, message]) => ({ id, message })),
    ...(screen.problem === undefined ? [] : [{ message: screen.problem }]),
  ]
  return (
    <StaffPage
      {...screen.frame}
      title={title}
      failed={problems.length > 0}
      {...(back === undefined ? {} : { back })}
      {...(refreshSeconds === undefined ? {} : { refreshSeconds })}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {screen.notice !== undefined && <Notice>{screen.notice}</Notice>}
      <h1>{title}</h1>
      {lead !== undefined && <p>{lead}</p>}
      {children}
    </StaffPage>
  )
}

/** The hidden parts of a form: who sends it, once (each form has a key of its own), and what it was filled from. */
export function Hidden({ screen, seen }: { readonly screen: ScreenProps; readonly seen?: number }): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={screen.csrf} />
      <input type="hidden" name="requestKey" value={randomUUID()} />
      {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
    </>
  )
}

export type DraftTab = keyof typeof messages.draft.tabs

/** A screen of one draft, with the ways to its other parts. */
export function DraftScreen({
  draft,
  tab,
  screen,
  refreshSeconds,
  children,
}: {
  readonly draft: Draft
  readonly tab: DraftTab
  readonly screen: ScreenProps
  readonly refreshSeconds?: number
  readonly children: ComponentChildren
}): JSX.Element {
  const words = messages.draft
  const base = `/datasets/drafts/${draft.id}`
  const shown: readonly DraftTab[] =
    draft.state === 'open' || draft.state === 'proposed'
      ? ['problems', 'rows', 'differences', 'publication', 'headers']
      : draft.state === 'matching'
        ? ['headers']
        : ['problems']
  return (
    <Screen
      title={`${titleOf(draft)}：${words.tabs[tab]}`}
      screen={screen}
      back={backOf(draft)}
      {...(refreshSeconds === undefined ? {} : { refreshSeconds })}
    >
      <Tabs
        label={words.parts}
        tabs={shown.map((id) => ({
          href: id === 'problems' ? base : `${base}/${id}`,
          label: words.tabs[id],
          current: id === tab,
        }))}
      />
      {children}
    </Screen>
  )
}

export function titleOf({ definition }: Draft): string {
  return definition?.title.ja ?? messages.list.unnamed
}

export function backOf({ datasetId, definition }: Draft): { readonly href: string; readonly label: string } {
  return datasetId === undefined
    ? { href: '/datasets', label: messages.area }
    : { href: `/datasets/${datasetId}`, label: definition?.title.ja ?? datasetId }
}
