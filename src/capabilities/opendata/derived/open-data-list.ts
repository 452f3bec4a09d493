import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { DatasetAbout } from '../public/published.ts'
import { resourcesOf } from '../public/resources.ts'
import type { Row } from '../table/check-row.ts'
import { messages } from './messages.ja.ts'
import { headOf, portalAddress, type RowSource } from './source.ts'

/**
 * オープンデータ一覧: a row for each published dataset, this one too. Its own day of change is that of the newest of the others: its own would
 * change it again.
 */
export const openDataListRows: RowSource = async (deriving) => {
  const { services, city, definition: own } = deriving
  const db = services.db.city<OfficeDb>(city.id)
  const datasets = await db
    .selectFrom('dataset as d')
    .innerJoin('dataset_version as v', 'v.dataset_id', 'd.dataset_id')
    .select(['d.dataset_id', 'd.uuid', 'd.slug', 'd.definition', 'd.about'])
    .select(({ fn }) => [fn.min('v.published_at').as('first'), fn.max('v.published_at').as('last')])
    .where('d.state', '=', 'published')
    .groupBy(['d.tenant_id', 'd.dataset_id'])
    .orderBy('d.dataset_id')
    .execute()
  const others = datasets.filter(({ dataset_id }) => dataset_id !== own.id)
  if (others.length === 0) return undefined
  const newest = new Date(Math.max(...others.map(({ last }) => last.getTime())))
  const oldest = new Date(Math.min(...others.map(({ first }) => first.getTime())))
  const rowOf = (
    definition: DatasetDefinition,
    { uuid, slug, about }: { readonly uuid: string; readonly slug: string; readonly about: DatasetAbout },
    first: Date,
    last: Date,
  ): Row => ({
    ...headOf(deriving, definition.id),
    name: definition.title.ja,
    outline: definition.summary.ja,
    formats: [...new Set(resourcesOf({ uuid, slug, about, definition }).map(({ format }) => format))].join(';'),
    category: definition.category,
    update: messages.frequencies[definition.update],
    url: portalAddress(deriving, `/dataset/${slug}`),
    api: messages.yes,
    licence: about.licence.id,
    registered_on: dayOf(first),
    updated_on: dayOf(last),
    note: about.fictional ? messages.madeUp : '',
  })
  const [like] = others
  if (like === undefined) return undefined
  const itself = datasets.find(({ dataset_id }) => dataset_id === own.id)
  const about = (itself ?? like).about as DatasetAbout
  return [
    ...others.map((each) =>
      rowOf(
        each.definition as DatasetDefinition,
        { ...each, about: each.about as DatasetAbout },
        each.first,
        each.last,
      ),
    ),
    rowOf(own, { uuid: like.uuid, slug: `${deriving.publisher.code}-${own.file}`, about }, oldest, newest),
  ].sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
}
