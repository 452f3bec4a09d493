import type { JSX } from 'preact'
import { AsWritten, EmptyState, LinkRow, LinkRows, plain, ResidentPage, Table, Text } from '../../../../design/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { Frame } from '../pages/catalogue-page.tsx'
import type { OpenDataMessages } from '../pages/messages.ts'
import { sayCount, sayDayOf } from '../pages/say.ts'
import type { KeptNeighbour } from './keep-neighbours.ts'
import { neighbourMessages } from './messages.ts'

export interface NeighboursPageProps {
  readonly frame: Frame
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
  readonly neighbours: readonly KeptNeighbour[]
}

/** Our dataset beside those of the neighbours: how much each has, from when, and whose words count. */
export function NeighboursPage({ frame, m, dataset, neighbours }: NeighboursPageProps): JSX.Element {
  const own = neighbourMessages[frame.locale]
  const { definition, about, slug, version, modifiedAt } = dataset
  const title = plain(definition.title, frame.locale)
  const placed = definition.geometry !== undefined
  return (
    <ResidentPage {...frame} title={own.title(title)} back={{ href: `/dataset/${slug}`, label: m.backToData(title) }}>
      <div class="flow">
        <div class="read flow">
          <h1>
            <Text words={own.title(title)} />
          </h1>
          <p class="lead">
            <Text words={own.lead} />
          </p>
        </div>
        {neighbours.length === 0 ? (
          <EmptyState title={own.none} />
        ) : (
          <>
            <Table
              caption={own.caption}
              wide
              columns={[
                { id: 'body', label: own.body, heading: true },
                { id: 'rows', label: own.rows, number: true },
                ...(placed ? [{ id: 'places', label: own.places, number: true }] : []),
                { id: 'leftOut', label: own.leftOut, number: true },
                { id: 'read', label: own.read },
                { id: 'licence', label: own.licence },
              ]}
              rows={[
                {
                  body: <Text words={own.own(about.publisher.name)} />,
                  rows: sayCount(version.rows),
                  places: '',
                  leftOut: '',
                  read: <Text words={sayDayOf(modifiedAt, frame.locale)} />,
                  licence: <AsWritten text={about.licence.title} />,
                },
                ...neighbours.map((each) => ({
                  body: (
                    <a href={each.page} rel="external noopener noreferrer">
                      <AsWritten text={each.name} />
                    </a>
                  ),
                  rows: sayCount(each.rows.length),
                  places: sayCount(each.rows.filter((row) => placeOf(dataset, row) !== undefined).length),
                  leftOut: sayCount(each.leftOut),
                  read: <Text words={sayDayOf(each.fetchedAt, frame.locale)} />,
                  licence: <AsWritten text={each.licence} />,
                })),
              ]}
            />
            {placed && (
              <LinkRows>
                <LinkRow href={`/dataset/${slug}/neighbours.geojson`} title={own.file} icon="document" />
              </LinkRows>
            )}
          </>
        )}
      </div>
    </ResidentPage>
  )
}

/** Longitude and latitude of a row, where it says them. */
export function placeOf(
  { definition: { geometry } }: Pick<PublicDataset, 'definition'>,
  row: Readonly<Record<string, string>>,
): readonly [number, number] | undefined {
  const [lon = '', lat = ''] = [row[geometry?.lon ?? ''], row[geometry?.lat ?? '']]
  return lon === '' || lat === '' || !Number.isFinite(Number(lon)) || !Number.isFinite(Number(lat))
    ? undefined
    : [Number(lon), Number(lat)]
}
