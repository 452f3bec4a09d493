import type { JSX } from 'preact'
import { Button, LinkButton, Notice, Table, TextArea } from '../../../design/index.ts'
import { openPoints } from '../manifest/open-points.ts'
import { intakeMessages } from '../office/messages.ja.ts'
import type { ScreenProps } from '../office/web.ts'
import type { KnownManifest } from '../store/manifests.ts'
import { errorAt, Hidden, Screen, type ScreenProblem } from './parts.tsx'

const messages = intakeMessages.manifests
const home = { href: '/intake', label: intakeMessages.title }

export function Manifests({
  screen,
  manifests,
}: {
  readonly screen: ScreenProps
  readonly manifests: readonly KnownManifest[]
}): JSX.Element {
  return (
    <Screen screen={screen} title={messages.title} back={home}>
      <p>{messages.lead}</p>
      <Table
        caption={messages.title}
        columns={[
          { id: 'name', label: messages.name, heading: true },
          { id: 'id', label: messages.id },
          { id: 'version', label: messages.version, number: true },
          { id: 'whose', label: messages.whose },
          { id: 'open', label: messages.open, number: true },
        ]}
        rows={manifests.map(({ manifest, own, savedName }) => ({
          name: <a href={`/intake/manifests/${manifest.id}`}>{manifest.name}</a>,
          id: manifest.id,
          version: String(manifest.version),
          whose: own ? `${messages.own}　${savedName ?? ''}` : messages.shipped,
          open: String(openPoints(manifest).length),
        }))}
      />
      <LinkButton kind="line" href="/intake/manifests/new" label={messages.add} />
    </Screen>
  )
}

export interface ManifestProps {
  readonly screen: ScreenProps
  readonly known: KnownManifest
  readonly procedureName: (id: string) => string
  readonly next: number
  readonly text: string
  readonly saved: boolean
  readonly problems: readonly ScreenProblem[]
}

/** One manifest: what has to be found out, which procedures, and its text, which can be put right here. */
export function ManifestPage({
  screen,
  known,
  procedureName,
  next,
  text,
  saved,
  problems,
}: ManifestProps): JSX.Element {
  const { manifest } = known
  const points = openPoints(manifest)
  const base = `/intake/manifests/${manifest.id}`
  return (
    <Screen
      screen={screen}
      title={manifest.name}
      back={{ href: '/intake/manifests', label: messages.title }}
      problems={problems}
    >
      {saved && problems.length === 0 && <Notice>{messages.saved}</Notice>}
      {manifest.note !== undefined && <p>{manifest.note}</p>}
      {points.length > 0 && (
        <>
          <h2>{messages.openTitle}</h2>
          <ul>
            {points.map(({ text: point }) => (
              <li>{point}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{messages.procedures}</h2>
      <Table
        caption={messages.procedures}
        columns={[
          { id: 'name', label: messages.name, heading: true },
          { id: 'code', label: messages.code },
        ]}
        rows={manifest.procedures.map((one) => ({ name: procedureName(one.procedure), code: one.code ?? '' }))}
      />
      <form class="flow" method="post" action={base}>
        <Hidden screen={screen} />
        <TextArea
          id="source"
          name="source"
          label={messages.text}
          hint={messages.textHint(next)}
          rows={24}
          value={text}
          {...errorAt(problems, 'source')}
        />
        <Button kind="line" label={messages.save} />
      </form>
      <p>
        <a href={`${base}/manifest.yaml`} download>
          {messages.download}
        </a>
      </p>
    </Screen>
  )
}
