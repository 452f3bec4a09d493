import { h, type JSX } from 'preact'
import {
  AsWritten,
  CopyText,
  Facts,
  LinkRow,
  LinkRows,
  Notice,
  plain,
  ResidentPage,
  Text,
  Warning,
} from '../../../../design/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { PastVersion } from '../history.ts'
import { neighbourMessages } from '../neighbours/messages.ts'
import { resourcesOf } from '../resources.ts'
import type { Frame } from './catalogue-page.tsx'
import { CodeExamples } from './code-examples.tsx'
import { HistorySection } from './history-section.tsx'
import type { OpenDataMessages } from './messages.ts'
import { RowsSection, type RowsSectionProps } from './rows-section.tsx'
import { sayCount, sayDayOf } from './say.ts'
import { ReportSection, UsesSection } from './uses-section.tsx'

export interface DatasetPageProps {
  readonly frame: Frame
  readonly m: OpenDataMessages
  readonly origin: string
  readonly dataset: PublicDataset
  readonly history: readonly PastVersion[]
  readonly table: Pick<RowsSectionProps, 'ask' | 'rows' | 'counted' | 'columns'>
  /** Neighbours' data of the same kind are read. */
  readonly neighbours: boolean
  /** schema.org, as search engines read it. */
  readonly described: Record<string, unknown>
  /** Where its rows are, and what they add up to; absent where there is nothing to draw. */
  readonly map?: JSX.Element | undefined
  readonly charts?: JSX.Element | undefined
}

/** A dataset: what it is, its rows, its files, how programs read it, whose it is, and how it changed. */
export function DatasetPage(props: DatasetPageProps): JSX.Element {
  const { frame, m, dataset, history, table, described } = props
  const { definition, about, slug } = dataset
  const title = plain(definition.title, frame.locale)
  return (
    <ResidentPage {...frame} title={definition.title} back={{ href: '/opendata', label: m.all }}>
      <div class="read flow">
        <h1>
          <Text words={definition.title} />
        </h1>
        <p class="lead">
          <Text words={definition.summary} />
        </p>
        {about.fictional && <MadeUp m={m} />}
      </div>
      <div class="sections">
        {props.map}
        {props.charts}
        <RowsSection {...table} m={m} slug={slug} definition={definition} title={title} />
        <FilesSection m={m} dataset={dataset} />
        {props.neighbours && (
          <p>
            <a href={`/dataset/${slug}/neighbours`}>
              <Text words={neighbourMessages[frame.locale].link} />
            </a>
          </p>
        )}
        <ExamplesSection m={m} dataset={dataset} origin={props.origin} />
        <UsesSection m={m} dataset={dataset} />
        <AboutSection m={m} dataset={dataset} locale={frame.locale} />
        <ReportSection m={m} datasetId={dataset.id} />
        <HistorySection m={m} slug={slug} history={history} locale={frame.locale} />
      </div>
      {/* A block of data is not run, and no policy of scripts concerns it. */}
      {h('script', { type: 'application/ld+json', dangerouslySetInnerHTML: { __html: asBlock(described) } })}
    </ResidentPage>
  )
}

/** What was made up says so before anything else. */
export function MadeUp({ m }: { readonly m: OpenDataMessages }): JSX.Element {
  return (
    <Warning>
      <p>
        <Text words={m.madeUpNote} />
      </p>
    </Warning>
  )
}

/** JSON that cannot end the element it stands in. */
const asBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

interface SectionProps {
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
}

function FilesSection({ m, dataset }: SectionProps): JSX.Element {
  const files = resourcesOf(dataset)
  const standard = files.find(({ kind }) => kind === 'csv')
  return (
    <section id="files">
      <h2>
        <Text words={m.filesTitle} />
      </h2>
      <LinkRows columns>
        {standard && (
          <LinkRow href={`${standard.path}?bom=yes`} title={m.withBom} note={m.withBomNote} icon="document" />
        )}
        {files.map((file) => (
          <LinkRow href={file.path} title={file.title} note={file.fileName} icon="document" />
        ))}
      </LinkRows>
    </section>
  )
}

function ExamplesSection({ m, dataset, origin }: SectionProps & { readonly origin: string }): JSX.Element {
  const files = resourcesOf(dataset)
  const page = `${origin}/dataset/${dataset.slug}`
  const addressOf = (kind: string): string | undefined => {
    const file = files.find((each) => each.kind === kind)
    return file && origin + file.path
  }
  const tiles = dataset.version.bounds && `${origin}/tiles/${dataset.id}.json`
  const examples = [
    { what: m.jsonExample, address: addressOf('json') },
    { what: m.geoJsonExample, address: addressOf('geojson') },
    { what: m.tilesExample, address: tiles },
    { what: m.packageExample, address: `${page}/datapackage.json` },
    { what: m.dcatExample, address: `${page}.jsonld` },
    { what: m.ckanExample, address: `${origin}/api/3/action/package_show?id=${dataset.slug}` },
    {
      what: m.ogcExample,
      address: dataset.definition.geometry && `${origin}/ogc/collections/${dataset.id}/items?f=json&limit=100`,
    },
  ]
  return (
    <section id="api">
      <h2>
        <Text words={m.examplesTitle} />
      </h2>
      <p class="hint">
        <Text words={m.examplesNote} />
      </p>
      <Facts
        facts={examples.flatMap(({ what, address }) =>
          address === undefined ? [] : [{ term: what, value: <CopyText text={address} /> }],
        )}
      />
      <CodeExamples m={m} dataset={dataset} origin={origin} />
    </section>
  )
}

function AboutSection({ m, dataset, locale }: SectionProps & { readonly locale: Frame['locale'] }): JSX.Element {
  const { definition, about, version, modifiedAt, createdAt } = dataset
  const { section, licence } = about
  const facts = [
    {
      term: m.licence,
      value: (
        <>
          <a href={licence.url} rel="license external noopener noreferrer">
            <AsWritten text={licence.title} />
          </a>
          <br />
          <Text words={noteOf(licence.id, m)} />
        </>
      ),
    },
    { term: m.source, value: <AsWritten text={about.source} /> },
    {
      term: m.section,
      value: (
        <>
          <Text words={section.name} />
          <br />
          <a href={`tel:${section.phone}`}>{section.phone}</a>
          {section.email !== undefined && (
            <>
              <br />
              <a href={`mailto:${section.email}`}>{section.email}</a>
            </>
          )}
        </>
      ),
    },
    { term: m.frequency, value: <Text words={m.frequencies[definition.update]} /> },
    { term: m.changedOn, value: <Text words={sayDayOf(modifiedAt, locale)} /> },
    { term: m.firstOn, value: <Text words={sayDayOf(createdAt, locale)} /> },
    { term: m.rowCount, value: <Text words={m.rows(sayCount(version.rows))} /> },
    { term: m.category, value: <AsWritten text={definition.category} /> },
  ]
  return (
    <section id="about">
      <h2>
        <Text words={m.aboutTitle} />
      </h2>
      {version.note !== '' && (
        <Notice>
          <p>
            <AsWritten text={version.note} />
          </p>
        </Notice>
      )}
      <Facts facts={facts} />
    </section>
  )
}

/** What a licence asks, in a sentence. */
function noteOf(licence: string, m: OpenDataMessages): string {
  if (/^CC0/i.test(licence)) return m.licenceNoteFree
  return /-SA\b/i.test(licence) ? m.licenceNoteSame : m.licenceNote
}
