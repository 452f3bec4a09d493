import { searchKey } from '../../../civic/search-text.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { PublicDataset } from './catalogue.ts'
import { FieldText } from './field-text.ts'

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
  const texts = textsOf(datasets)
  // How many of the words stand in the title, and how many there or in the rest.
  const titled = new Uint8Array(datasets.length)
  const found = new Uint8Array(datasets.length)
  for (const word of new Set(words.slice(0, mostWords))) {
    const here = new Uint8Array(datasets.length)
    texts.title.find(word, (at) => {
      here[at] = 1
      titled[at] = (titled[at] ?? 0) + 1
    })
    texts.rest.find(word, (at) => {
      here[at] = 1
    })
    for (let at = 0; at < here.length; at += 1) found[at] = (found[at] ?? 0) + (here[at] ?? 0)
  }
  const wanted = new Set(words.slice(0, mostWords)).size
  const named = datasets.filter((_, at) => titled[at] === wanted)
  return [...named, ...datasets.filter((_, at) => titled[at] !== wanted && found[at] === wanted)]
}

/** A search is a hundred letters; more words than these are no search. */
const mostWords = 100

interface Texts {
  readonly title: FieldText
  readonly rest: FieldText
}

const joinedTexts = new WeakMap<readonly PublicDataset[], Texts>()

/** Of ten thousand datasets one walk over all texts, and not one over each. Kept as long as the list is the same. */
function textsOf(datasets: readonly PublicDataset[]): Texts {
  const before = joinedTexts.get(datasets)
  if (before) return before
  const keys = datasets.map(keysOf)
  const made = {
    title: new FieldText(keys.map(({ title }) => title)),
    rest: new FieldText(keys.map(({ rest }) => rest)),
  }
  joinedTexts.set(datasets, made)
  return made
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
