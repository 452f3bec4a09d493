import type { JSX } from 'preact'
import { Button, Checkboxes, errorOf, FormScreen } from '../../../../design/index.ts'
import type { Draft } from '../draft/draft.ts'
import { messages } from './messages.ja.ts'
import { Hidden, titleOf } from './screen.tsx'
import type { ScreenProps } from './web.ts'

const words = messages.draft

interface DiscardProps {
  readonly screen: ScreenProps
  readonly draft: Draft
}

/** Gives a draft up. A tick besides the button: a slip of the hand would delete what was mended. */
export function DiscardForm({ screen, draft }: DiscardProps): JSX.Element {
  return (
    <form class="flow" method="post" action={`/datasets/drafts/${draft.id}/discard`} novalidate>
      <Hidden screen={screen} />
      <Checkboxes
        id="sure"
        name="sure"
        label={words.discard}
        hint={words.discardHint}
        values={[]}
        options={[{ value: 'yes', label: words.discardSure }]}
        {...errorOf(screen.problems, 'sure')}
      />
      <Button kind="line" label={words.discardDo} />
    </form>
  )
}

/** What comes back when the tick was missing. */
export function DiscardPage({ screen, draft }: DiscardProps): JSX.Element {
  return (
    <FormScreen
      title={words.discard}
      screen={screen}
      back={{ href: `/datasets/drafts/${draft.id}`, label: titleOf(draft) }}
    >
      <DiscardForm screen={screen} draft={draft} />
    </FormScreen>
  )
}
