import type { JSX } from 'preact'
import { AsWritten, Facts, plain, ResidentPage, Text } from '../../../../design/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { Frame } from './catalogue-page.tsx'
import type { OpenDataMessages } from './messages.ts'

export interface GonePageProps {
  readonly frame: Frame
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
  /** The day it was withdrawn, said in the language of the page. */
  readonly day: string
}

/** What stands in the place of a withdrawn dataset: that it was here, since when it is not, why, and whom to ask. */
export function GonePage({ frame, m, dataset, day }: GonePageProps): JSX.Element {
  const { definition, about, notice } = dataset
  const title = m.goneTitle(plain(definition.title, frame.locale))
  return (
    <ResidentPage {...frame} title={title} layout="read" back={{ href: '/opendata', label: m.all }}>
      <h1>
        <Text words={title} />
      </h1>
      <p class="lead">
        <Text words={m.goneOn(day)} />
      </p>
      <Facts
        facts={[
          { term: m.goneReason, value: <AsWritten text={notice?.reason ?? ''} /> },
          {
            term: m.section,
            value: (
              <>
                <Text words={about.section.name} />
                <br />
                <a href={`tel:${about.section.phone}`}>{about.section.phone}</a>
              </>
            ),
          },
        ]}
      />
    </ResidentPage>
  )
}
