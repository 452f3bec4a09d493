import { searchKey } from '../../../civic/search-text.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { PublicDataset } from './catalogue.ts'

interface Keys {
  readonly title: string
  readonly rest: string
}

const known = new WeakMap<PublicDataset, Keys>()
/** Between two texts, so that no word is found across them: `searchKey` never gives it out. */
const between = '\n'

/**
 * Datasets in which every word stands: in the title, the sentence, the keywords or the names of the columns, in any spelling and by the
 * reading where one is written. Those with the words in their title come first.
 */
export function searchDatasets(datasets: readonly PublicDataset[], query: string): readonly PublicDataset[] {
  const words = query
    .split(/[\s\u3000]+/)
    .map(searchKey)
    .filter((word) => word !== '')
  if (words.length === 0) return datasets
  const named: PublicDataset[] = []
  const others: PublicDataset[] = []
  for (const dataset of datasets) {
    const { title, rest } = keysOf(dataset)
    if (words.every((word) => title.includes(word))) named.push(dataset)
    else if (words.every((word) => title.includes(word) || rest.includes(word))) others.push(dataset)
  }
  return [...named, ...others]
}

function keysOf(dataset: PublicDataset): Keys {
  const before = known.get(dataset)
  if (before) return before
  const { definition, about, slug } = dataset
  const keys = {
    title: joined(spellings(definition.title)),
    rest: joined([
      ...spellings(definition.summary),
      ...definition.keywords,
      ...definition.columns.map(({ title }) => title),
      definition.category,
      about.source,
      slug,
    ]),
  }
  known.set(dataset, keys)
  return keys
}

/** 病院《びょういん》 is found as 病院 and as びょういん. */
function spellings({ ja, easy = '', en = '' }: LocalText): readonly string[] {
  const written = easy.replace(/｜|《[^《》]*》/g, '')
  const read = easy.replace(/｜?[^｜《》\s、。・（）ぁ-ん]*《([^《》]*)》/g, '$1')
  return [ja, written, read, en]
}

const joined = (texts: readonly string[]): string => texts.map(searchKey).join(between)
