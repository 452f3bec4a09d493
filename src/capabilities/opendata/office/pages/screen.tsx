import { randomUUID } from 'node:crypto'
import type { ComponentChildren, JSX } from 'preact'
import { FormScreen, Tabs } from '../../../../design/index.ts'
import type { Draft } from '../draft/draft.ts'
import { messages } from './messages.ja.ts'
import type { ScreenProps } from './web.ts'

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
    draft.about !== undefined
      ? draft.state === 'open'
        ? ['about', 'publication']
        : draft.state === 'proposed'
          ? ['publication']
          : ['problems']
      : draft.state === 'open' || draft.state === 'proposed'
        ? ['problems', 'rows', 'differences', 'publication', 'headers']
        : draft.state === 'matching'
          ? ['headers']
          : ['problems']
  return (
    <FormScreen
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
    </FormScreen>
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
