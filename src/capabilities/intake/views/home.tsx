import type { JSX } from 'preact'
import { Button, EmptyState, Field, Select, Table } from '../../../design/index.ts'
import { intakeMessages as messages } from '../office/messages.ja.ts'
import type { ScreenProps } from '../office/web.ts'
import type { BatchRow, Counts } from '../store/batches.ts'
import type { KnownManifest } from '../store/manifests.ts'
import { errorAt, Hidden, moment, Screen, type ScreenProblem } from './parts.tsx'

export interface HomeProps {
  readonly screen: ScreenProps
  readonly manifests: readonly KnownManifest[]
  readonly batches: readonly { readonly batch: BatchRow; readonly fileName: string; readonly counts: Counts }[]
  readonly chosen: string
  readonly problems: readonly ScreenProblem[]
}

/** What came, and the form that takes more. */
export function Home({ screen, manifests, batches, chosen, problems }: HomeProps): JSX.Element {
  const { upload } = messages
  const file = {
    id: 'files',
    name: 'files',
    label: upload.files,
    hint: upload.filesHint,
    required: true,
    ...errorAt(problems, 'files'),
  }
  return (
    <Screen screen={screen} title={messages.title} problems={problems}>
      <p>{messages.lead}</p>
      <h2>{upload.title}</h2>
      <form class="flow" method="post" action="/intake" enctype="multipart/form-data" novalidate>
        <Hidden screen={screen} />
        <Select
          id="manifest"
          name="manifest"
          label={upload.manifest}
          hint={upload.manifestHint}
          value={chosen}
          width="full"
          options={manifests.map(({ manifest }) => ({ value: manifest.id, label: manifest.name }))}
          {...errorAt(problems, 'manifest')}
        />
        <Field field={file}>
          <input class="input input-file" type="file" id="files" name="files" accept=".zip,.csv,.txt,.xlsx" multiple />
        </Field>
        <p class="hint">{upload.note}</p>
        <Button label={upload.submit} />
      </form>
      <p>
        <a href="/intake/manifests">{messages.manifests.title}</a>
      </p>
      <h2>{messages.batches.title}</h2>
      {batches.length === 0 ? (
        <EmptyState title={messages.batches.none} />
      ) : (
        <Batches batches={batches} manifests={manifests} />
      )}
    </Screen>
  )
}

function Batches({ batches, manifests }: Pick<HomeProps, 'batches' | 'manifests'>): JSX.Element {
  const words = messages.batches
  const nameOf = (id: string): string => manifests.find(({ manifest }) => manifest.id === id)?.manifest.name ?? id
  return (
    <Table
      caption={words.title}
      columns={[
        { id: 'file', label: words.file, heading: true },
        { id: 'manifest', label: words.manifest },
        { id: 'when', label: words.when },
        { id: 'state', label: words.state },
        { id: 'rows', label: words.rows, number: true },
        { id: 'hand', label: words.hand, number: true },
      ]}
      rows={batches.map(({ batch, fileName, counts }) => ({
        file: <a href={`/intake/files/${batch.id}`}>{fileName}</a>,
        manifest: nameOf(batch.manifest),
        when: `${moment(batch.made_at)}　${messages.ways[batch.way]}`,
        state: messages.states[batch.state],
        rows: batch.rows.toLocaleString('ja-JP'),
        hand: batch.state === 'cancelled' ? '0' : String(counts.hand),
      }))}
    />
  )
}
