import type { JSX } from 'preact'
import { dayOf } from '../../../../civic/day.ts'
import { formatEra } from '../../../../civic/era.ts'
import {
  Button,
  Checkboxes,
  errorOf,
  Facts,
  Field,
  FormScreen,
  LinkButton,
  Notice,
  Table,
  TextArea,
  Warning,
} from '../../../../design/index.ts'
import { describeMessages } from '../describe/messages.ja.ts'
import type { RecordedAct } from '../draft/act.ts'
import type { DatasetLine, VersionLine } from '../store-datasets.ts'
import { messages } from './messages.ja.ts'
import { Hidden } from './screen.tsx'
import { KeepInRegister, SourceSection } from './source-section.tsx'
import { momentText, type ScreenProps } from './web.ts'

const words = messages.dataset

export interface DatasetPageProps {
  readonly screen: ScreenProps
  readonly dataset: DatasetLine
  readonly versions: readonly VersionLine[]
  readonly acts: readonly RecordedAct[]
  readonly portal: string
}

/** One dataset: the file of its next version, its versions, and who did what. */
export function DatasetPage({ screen, dataset, versions, acts, portal }: DatasetPageProps): JSX.Element {
  const { definition, about, draft } = dataset
  return (
    <FormScreen
      title={definition.title.ja}
      lead={definition.summary.ja}
      screen={screen}
      back={{ href: '/datasets', label: messages.area }}
    >
      <Facts
        facts={[
          { term: words.facts.state, value: messages.states[dataset.state] },
          { term: words.facts.update, value: messages.frequencies[definition.update] },
          {
            term: words.facts.owner,
            value: [about.section.name.ja, about.section.phone, about.section.email ?? ''].join('　').trim(),
          },
          { term: words.facts.licence, value: about.licence.title },
          { term: words.facts.source, value: about.source },
          { term: words.facts.address, value: <a href={`${portal}/dataset/${dataset.slug}`}>{dataset.slug}</a> },
        ]}
      />
      <p>
        <a href={`/datasets/${dataset.id}/description`}>{describeMessages.change.link}</a>
      </p>
      {about.fictional && <p>{words.fictional}</p>}
      {dataset.makesItself ? (
        <SourceSection dataset={dataset} />
      ) : draft ? (
        <Notice>
          <p>{messages.upload.busy(draft.begunName, momentText(draft.begunAt))}</p>
          <LinkButton href={`/datasets/drafts/${draft.id}`} label={messages.upload.open} />
        </Notice>
      ) : (
        <>
          <UploadForm screen={screen} action={`/datasets/${dataset.id}/file`} title={messages.upload.title} />
          {dataset.version !== undefined && <CopyForm screen={screen} dataset={dataset} />}
        </>
      )}
      {!dataset.makesItself && definition.derived === 'facilities' && screen.mayPublish && (
        <KeepInRegister screen={screen} dataset={dataset} />
      )}
      <Versions versions={versions} />
      <Acts acts={acts} />
      {!dataset.makesItself && <Settings screen={screen} dataset={dataset} />}
      {dataset.state === 'published' && (
        <p>
          <a href={`/datasets/${dataset.id}/withdrawal`}>{words.withdrawLink}</a>
        </p>
      )}
    </FormScreen>
  )
}

interface Shown {
  readonly screen: ScreenProps
  readonly dataset: DatasetLine
}

/** The way to change a few cells without a file. */
function CopyForm({ screen, dataset }: Shown): JSX.Element {
  return (
    <form class="flow" method="post" action={`/datasets/${dataset.id}/copy`}>
      <Hidden screen={screen} />
      <p>{messages.upload.copyLead}</p>
      <Button kind="line" label={messages.upload.copy} />
    </form>
  )
}

/** Whether files that come by themselves may be published without a person: for those who may approve. */
function Settings({ screen, dataset }: Shown): JSX.Element {
  return (
    <>
      <h2>{words.settings}</h2>
      {screen.mayPublish ? (
        <form class="flow" method="post" action={`/datasets/${dataset.id}/settings`}>
          <Hidden screen={screen} />
          <Checkboxes
            id="automatic"
            name="automatic"
            label={words.settings}
            hint={words.automaticHint}
            required={false}
            values={dataset.automatic ? ['yes'] : []}
            options={[{ value: 'yes', label: words.automatic }]}
          />
          <Button kind="line" label={words.saveSettings} />
        </form>
      ) : (
        <p>{dataset.automatic ? words.automaticOn : words.automaticOff}</p>
      )}
    </>
  )
}

/** The form that takes a table in. */
export function UploadForm({
  screen,
  action,
  title,
}: {
  readonly screen: ScreenProps
  readonly action: string
  readonly title: string
}): JSX.Element {
  const field = {
    id: 'file',
    name: 'file',
    label: messages.upload.file,
    hint: messages.upload.hint,
    ...errorOf(screen.problems, 'file'),
  }
  return (
    <>
      <h2>{title}</h2>
      <form class="flow" method="post" action={action} enctype="multipart/form-data" novalidate>
        <Hidden screen={screen} />
        <Field field={field}>
          <input
            class="input input-file"
            type="file"
            id="file"
            name="file"
            accept=".csv,.tsv,.txt,.xlsx,.geojson,.json"
            aria-describedby={field.error === undefined ? 'file-hint' : 'file-error file-hint'}
          />
        </Field>
        <Button label={messages.upload.submit} />
      </form>
    </>
  )
}

function Versions({ versions }: { readonly versions: readonly VersionLine[] }): JSX.Element {
  const columns = words.versionColumns
  return (
    <>
      <h2>{words.versions}</h2>
      {versions.length === 0 ? (
        <p>{words.noVersions}</p>
      ) : (
        <Table
          caption={words.versions}
          columns={[
            { id: 'number', label: columns.number, heading: true },
            { id: 'day', label: columns.day },
            { id: 'rows', label: columns.rows, number: true },
            { id: 'changes', label: columns.changes },
            { id: 'note', label: columns.note },
          ]}
          rows={versions.map(({ number, rows, publishedAt, changes, note }) => ({
            number: String(number),
            day: formatEra(dayOf(publishedAt)),
            rows: rows.toLocaleString('ja-JP'),
            changes:
              changes.described === undefined
                ? words.changes(changes.added, changes.changed, changes.removed)
                : words.described(changes.described.map((field) => describeMessages.fields[field]).join('、')),
            note,
          }))}
        />
      )}
    </>
  )
}

function Acts({ acts }: { readonly acts: readonly RecordedAct[] }): JSX.Element | null {
  const columns = words.actColumns
  if (acts.length === 0) return null
  return (
    <>
      <h2>{words.acts}</h2>
      <Table
        caption={words.acts}
        columns={[
          { id: 'at', label: columns.at, heading: true },
          { id: 'who', label: columns.who },
          { id: 'what', label: columns.what },
          { id: 'note', label: columns.note },
        ]}
        rows={acts.map(({ act, at, name, post, note, figures }) => ({
          at: momentText(at),
          who: `${post} ${name}`.trim(),
          what: messages.acts[act],
          note: [
            ...Object.entries(figures).flatMap(([id, value]) => messages.actFigures[id]?.(value) ?? []),
            ...(act === 'repaired' ? [] : [note]),
          ]
            .filter((part) => part !== '')
            .join('　'),
        }))}
      />
    </>
  )
}

/** Taking a dataset off the portal. */
export function WithdrawalPage({
  screen,
  dataset,
}: {
  readonly screen: ScreenProps
  readonly dataset: DatasetLine
}): JSX.Element {
  const own = messages.withdrawal
  return (
    <FormScreen
      title={own.title}
      lead={own.lead}
      screen={screen}
      back={{ href: `/datasets/${dataset.id}`, label: dataset.definition.title.ja }}
    >
      {!screen.mayPublish && <Notice>{own.notAllowed}</Notice>}
      {screen.mayPublish && dataset.state !== 'published' && <Warning>{own.notPublished}</Warning>}
      {screen.mayPublish && dataset.state === 'published' && (
        <form class="flow" method="post" action={`/datasets/${dataset.id}/withdrawal`} novalidate>
          <Hidden screen={screen} />
          <TextArea
            id="reason"
            name="reason"
            label={own.reason}
            hint={own.reasonHint}
            rows={3}
            value={screen.typed('reason')}
            {...errorOf(screen.problems, 'reason')}
          />
          <Button label={own.submit} />
        </form>
      )}
    </FormScreen>
  )
}
