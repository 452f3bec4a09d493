import { searchKey } from '../../../../../civic/search-text.ts'
import type { Actions } from '../action.ts'
import { flagOf, naturalOf, requiredText, textOf } from '../parameters.ts'
import { notFound } from '../problems.ts'
import type { Shelf } from '../shelf.ts'
import { tagDict } from '../tags.ts'

/** What is asked of keywords. */
export const tagActions: Actions = {
  tag_list: {
    help: 'The tags of all datasets. Parameters: query, all_fields. There are no vocabularies.',
    run: (given, shelf) => {
      if (textOf(given, 'vocabulary_id') !== undefined) throw notFound()
      const names = containing(namesOf(shelf), textOf(given, 'query') ?? '')
      return flagOf(given, 'all_fields', false) ? names.map(tagDict) : names
    },
  },
  tag_show: {
    help: 'One tag. Parameters: id, its name or UUID; include_datasets.',
    run: (given, shelf) => {
      const id = requiredText(given, 'id')
      const tag = namesOf(shelf)
        .map(tagDict)
        .find((each) => each.name === id || each.id === id.toLowerCase())
      if (tag === undefined) throw notFound()
      if (!flagOf(given, 'include_datasets', false)) return tag
      const packages = shelf.datasets.map(shelf.dict).filter(({ tags }) => tags.some(({ id }) => id === tag.id))
      return { ...tag, packages }
    },
  },
  tag_autocomplete: {
    help: 'Tags that contain a text. Parameters: query, limit (default 10).',
    run: (given, shelf) =>
      containing(namesOf(shelf), requiredText(given, 'query')).slice(0, naturalOf(given, 'limit', 10, 100)),
  },
  vocabulary_list: { help: 'The vocabularies of tags: there are none.', run: () => [] },
}

function namesOf({ datasets, dict }: Shelf): readonly string[] {
  return [...new Set(datasets.flatMap((dataset) => dict(dataset).tags.map(({ name }) => name)))].sort()
}

function containing(names: readonly string[], text: string): readonly string[] {
  const wanted = searchKey(text)
  return names.filter((name) => searchKey(name).includes(wanted))
}
