import type { JSX } from 'preact'
import { Button, FormScreen, LinkButton, Table } from '../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import { Hidden, type ScreenProps } from './screen.tsx'

const words = messages.home

/** Working copies, and what is published with the ways to change it. */
export function HomePage({
  screen,
  copies,
  published,
}: {
  readonly screen: ScreenProps
  readonly copies: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly version: number
    readonly saved: string
    readonly by: string
    /** This person may be the one who decides. */
    readonly waiting: boolean
  }[]
  readonly published: readonly {
    readonly id: string
    readonly name: string
    readonly number: number
    readonly from: string
  }[]
}): JSX.Element {
  return (
    <FormScreen title={words.title} lead={words.lead} screen={screen}>
      <p>
        <LinkButton href="/designer/new" label={words.begin} kind="line" />
      </p>
      <h2>{words.copies}</h2>
      {copies.length === 0 ? (
        <p>{words.noCopies}</p>
      ) : (
        <Table
          caption={words.copies}
          columns={(['name', 'state', 'version', 'saved', 'by'] as const).map((id) => ({
            id,
            label: words.copyColumns[id],
            ...(id === 'name' ? { heading: true } : {}),
            ...(id === 'version' ? { number: true } : {}),
          }))}
          rows={copies.map(({ waiting, ...copy }) => ({
            ...copy,
            name: <a href={`/designer/copies/${copy.id}`}>{copy.name}</a>,
            state: waiting ? (
              <>
                {copy.state}　<a href={`/designer/copies/${copy.id}/publication`}>{words.decide}</a>
              </>
            ) : (
              copy.state
            ),
          }))}
        />
      )}
      <h2>{words.published}</h2>
      {published.length === 0 ? (
        <p>{words.nothingPublished}</p>
      ) : (
        <Table
          caption={words.published}
          columns={(['name', 'number', 'from', 'edit'] as const).map((id) => ({
            id,
            label: words.publishedColumns[id],
            ...(id === 'name' ? { heading: true } : {}),
            ...(id === 'number' ? { number: true } : {}),
          }))}
          rows={published.map((each) => ({
            ...each,
            name: <a href={`/designer/procedures/${each.id}`}>{each.name}</a>,
            edit: (
              <form method="post" action={`/designer/procedures/${each.id}`} class="inline-form">
                <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} />
                <input type="hidden" name="number" value={each.number} />
                <Button label={words.edit} kind="text" small about={`：${each.name}`} />
              </form>
            ),
          }))}
        />
      )}
    </FormScreen>
  )
}
