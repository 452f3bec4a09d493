import type { JSX } from 'preact'
import { Button, FormScreen, Table } from '../../../design/index.ts'
import { messages as shared } from '../messages.ja.ts'
import { Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'

const words = messages.versions

export interface VersionRow {
  readonly number: number
  readonly from: string
  readonly until: string
  readonly by: string
  readonly at: string
  readonly state: string
  /** Cases and drafts that stay on it. */
  readonly under: string
}

/** Every version of a procedure: what is in force when, and a working copy from any of them. */
export function VersionsPage({
  screen,
  procedureId,
  name,
  whereStop,
  versions,
}: {
  readonly screen: ScreenProps
  readonly procedureId: string
  readonly name: string
  /** Where the statistics tell on which pages people stop. */
  readonly whereStop?: string
  readonly versions: readonly VersionRow[]
}): JSX.Element {
  const newest = Math.max(...versions.map(({ number }) => number))
  return (
    <FormScreen
      title={words.title(name)}
      lead={words.lead}
      screen={screen}
      back={{ href: '/designer', label: shared.home.title }}
    >
      {whereStop !== undefined && (
        <p>
          <a href={whereStop}>{words.whereStop}</a>
        </p>
      )}
      <Table
        caption={words.title(name)}
        columns={(['number', 'from', 'until', 'state', 'under', 'by', 'at', 'act'] as const).map((id) => ({
          id,
          label: words.columns[id],
          ...(id === 'number' ? { heading: true } : {}),
        }))}
        rows={versions.map((version) => ({
          ...version,
          act: (
            <form method="post" action={`/designer/procedures/${procedureId}`} class="inline-form">
              <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} />
              <input type="hidden" name="number" value={version.number} />
              <Button
                label={version.number === newest ? words.edit : words.back}
                kind="text"
                small
                about={`：${version.number}`}
              />
            </form>
          ),
        }))}
      />
    </FormScreen>
  )
}
