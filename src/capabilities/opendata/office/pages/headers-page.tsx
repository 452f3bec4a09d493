import type { JSX } from 'preact'
import { Button, errorOf, Notice, Select, Warning } from '../../../../design/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Draft, DraftLayout } from '../draft/draft.ts'
import { DiscardForm } from './discard.tsx'
import { messages } from './messages.ja.ts'
import { DraftScreen, Hidden } from './screen.tsx'
import type { ScreenProps } from './web.ts'

const words = messages.headers

/** Which column of the dataset each column of the file is. */
export function HeadersPage({
  screen,
  draft,
  definition,
  layout,
  absent,
}: {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly definition: DatasetDefinition
  readonly layout: DraftLayout
  /** Required columns that no header stands for. */
  readonly absent: readonly string[]
}): JSX.Element {
  const action = `/datasets/drafts/${draft.id}/headers`
  const titles = absent.map((id) => definition.columns.find((column) => column.id === id)?.title ?? id)
  const options = [
    { value: 'skip', label: words.skip },
    { value: '@prefecture', label: words.prefecture },
    { value: '@municipality', label: words.municipality },
    ...definition.columns.map(({ id, title }) => ({ value: id, label: title })),
  ]
  const open = draft.state === 'matching' || draft.state === 'open'
  return (
    <DraftScreen draft={draft} tab="headers" screen={screen}>
      <p>{words.lead}</p>
      {layout.sheets.length > 1 && open && (
        <form class="flow" method="post" action={action}>
          <Hidden screen={screen} seen={draft.revision} />
          <Select
            id="sheet"
            name="sheet"
            label={words.sheet}
            value={layout.sheet}
            options={layout.sheets.map((name) => ({ value: name, label: name }))}
          />
          <Button kind="line" name="do" value="sheet" label={words.chooseSheet} />
        </form>
      )}
      <p>{words.found(layout.headerLines.join('・'))}</p>
      {draft.state === 'open' && <Warning>{words.again}</Warning>}
      {titles.length > 0 && <Warning>{words.absent(titles.join('、'))}</Warning>}
      <form class="flow" method="post" action={action} novalidate>
        <Hidden screen={screen} seen={draft.revision} />
        {layout.headers.map((header, at) => {
          const match = layout.matches[at] ?? '?'
          const notes = [
            layout.unsure.includes(at) ? words.unsure : '',
            layout.hidden.includes(at) ? words.hidden : '',
            samplesOf(layout, at),
          ]
          return (
            <Select
              id={`c${at}`}
              name={`c${at}`}
              width="full"
              label={header === '' ? words.unnamed(at + 1) : words.column(header)}
              hint={notes.filter((note) => note !== '').join('。')}
              value={screen.typed(`c${at}`, match === '' ? 'skip' : match === '?' ? '' : match)}
              options={options}
              {...errorOf(screen.problems, `c${at}`)}
            />
          )
        })}
        {open ? <Button label={words.submit} /> : <Notice>{messages.draft.notOpen}</Notice>}
      </form>
      {draft.state === 'matching' && <DiscardForm screen={screen} draft={draft} />}
    </DraftScreen>
  )
}

function samplesOf({ samples }: DraftLayout, at: number): string {
  const shown = samples.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '')
  return shown.length === 0 ? words.noSamples : words.samples(shown.map((cell) => cell.slice(0, 30)).join('、'))
}
