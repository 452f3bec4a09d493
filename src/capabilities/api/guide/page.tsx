import type { JSX } from 'preact'
import { Facts, ResidentPage, type ResidentPageProps, Table, Text, type Words } from '../../../design/index.ts'
import { examplesFor } from './examples.ts'
import type { GuideMessages } from './messages.ts'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>

/** For people who write programs: what there is, and examples to copy. */
export function GuidePage({
  frame,
  m,
  origin,
  procedures,
}: {
  readonly frame: Frame
  readonly m: GuideMessages
  readonly origin: string
  readonly procedures: readonly { readonly id: string; readonly name: Words }[]
}): JSX.Element {
  const examples = examplesFor(origin)
  const files = [
    { href: '/api/v1/openapi.json', term: m.openapi, note: m.openapiNote },
    { href: '/api/v1/client.ts', term: m.client, note: m.clientNote },
    { href: '/.well-known/oauth-authorization-server', term: m.metadata, note: m.metadataNote },
  ]
  return (
    <ResidentPage {...frame} title={m.title} layout="read" back={{ href: '/', label: m.home }}>
      <h1>
        <Text words={m.title} />
      </h1>
      <p>
        <Text words={m.lead} />
      </p>
      <h2>
        <Text words={m.files} />
      </h2>
      <Facts
        facts={files.map(({ href, term, note }) => ({
          term,
          value: (
            <>
              <a href={href}>{href}</a>
              <br />
              <Text words={note} />
            </>
          ),
        }))}
      />
      <Part title={m.readTitle} text={m.read} example={examples.read} />
      <Part title={m.tokenTitle} text={m.token} example={examples.token} />
      <Part title={m.validateTitle} text={m.validate} example={examples.validate} />
      <Part title={m.submitTitle} text={m.submit} example={examples.submit} />
      <Part title={m.statusTitle} text={m.status} example={examples.status} />
      <Part title={m.webhookTitle} text={m.webhook} example={examples.webhook} />
      <Part title={m.versionsTitle} text={m.versions} />
      <h2>
        <Text words={m.proceduresTitle} />
      </h2>
      <Table
        caption={m.proceduresTitle}
        columns={[
          { id: 'name', label: m.procedureColumn, heading: true },
          { id: 'schema', label: m.schemaColumn },
        ]}
        rows={procedures.map(({ id, name }) => ({
          name: <Text words={name} />,
          schema: <a href={`/api/v1/procedures/${id}/schema`}>{id}</a>,
        }))}
      />
      <Part title={m.askTitle} text={[m.ask(frame.city.phone)]} />
    </ResidentPage>
  )
}

function Part({
  title,
  text,
  example,
}: {
  readonly title: string
  readonly text: readonly string[]
  readonly example?: string
}): JSX.Element {
  return (
    <>
      <h2>
        <Text words={title} />
      </h2>
      {text.map((each) => (
        <p>
          <Text words={each} />
        </p>
      ))}
      {example !== undefined && (
        // A long line scrolls inside, by keyboard too.
        <pre class="code" tabindex={0} lang="en">
          {example}
        </pre>
      )}
    </>
  )
}
