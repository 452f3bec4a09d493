import { searchKey } from '../../../../../civic/search-text.ts'
import type { PublicDataset } from '../../catalogue.ts'
import type { Actions } from '../action.ts'
import type { DatasetDict } from '../dataset-dict.ts'
import { naturalOf, requiredText, textOf } from '../parameters.ts'
import { notFound } from '../problems.ts'
import { searchPackages } from '../search/search-packages.ts'
import type { Shelf } from '../shelf.ts'

const everything = Number.MAX_SAFE_INTEGER

/** What is asked of datasets. */
export const packageActions: Actions = {
  package_list: {
    help: 'The names of all datasets, sorted. Parameters: limit, offset.',
    run: (given, { datasets }) => page(given, datasets.map(({ slug }) => slug).sort(), everything),
  },
  current_package_list_with_resources: {
    help: 'All datasets whole, the newest first. Parameters: limit, offset or page (from 1).',
    run: (given, shelf) => {
      const newest = [...shelf.datasets].sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime())
      return page(given, newest, everything).map(shelf.dict)
    },
  },
  package_show: {
    help: 'One dataset whole. Parameter: id, its name, an earlier name, or its UUID.',
    run: async (given, shelf) => shelf.dict(await published(shelf, requiredText(given, 'id'))),
  },
  package_search: {
    help: [
      'Searches the datasets. Parameters: q and fq (terms, "phrases", field:value, field:(a OR b), + - AND OR NOT, *:*, prefix*,',
      '[a TO b]), fq_list, sort, rows (default 10, at most 1000), start, facet, facet.field, facet.limit, facet.mincount.',
    ].join(' '),
    run: searchPackages,
  },
  package_autocomplete: {
    help: 'Datasets whose name or title contains a text. Parameters: q, limit (default 10).',
    run: (given, { datasets, dict }) => {
      const wanted = searchKey(requiredText(given, 'q'))
      return datasets
        .map(dict)
        .flatMap((each) => matchOf(each, wanted))
        .slice(0, naturalOf(given, 'limit', 10, 100))
    },
  },
  resource_view_list: {
    help: 'The views of a resource: there are none, maps and tables are on the page of the dataset. Parameter: id.',
    run: (given, shelf) => {
      if (shelf.resource(requiredText(given, 'id')) === undefined) throw notFound()
      return []
    },
  },
}

/** `page` counts from 1 and stands for an offset. */
function page<T>(given: Parameters<typeof naturalOf>[0], all: readonly T[], usual: number): readonly T[] {
  const limit = naturalOf(given, 'limit', usual)
  const pageNo = textOf(given, 'page') === undefined ? undefined : naturalOf(given, 'page', 1)
  const offset = pageNo === undefined ? naturalOf(given, 'offset', 0) : Math.max(0, pageNo - 1) * limit
  return all.slice(offset, offset + limit)
}

function matchOf({ name, title }: DatasetDict, wanted: string) {
  const found = (
    [
      ['name', name],
      ['title', title],
    ] as const
  ).find(([, text]) => searchKey(text).includes(wanted))
  return found === undefined ? [] : [{ name, title, match_field: found[0], match_displayed: found[1] }]
}

/** A withdrawn dataset is not found, and why is said beside it. */
async function published(shelf: Shelf, name: string): Promise<PublicDataset> {
  const dataset = await shelf.find(name)
  if (dataset === undefined) throw notFound()
  if (dataset.state !== 'published') throw notFound({ withdrawn: dataset.notice })
  return dataset
}
