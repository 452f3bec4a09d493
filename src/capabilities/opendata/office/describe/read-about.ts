import type { PostedForm } from '../../../../platform/http/index.ts'
import type { LocalText } from '../../../../platform/i18n/local-text.ts'
import type { Description } from '../../compare/description.ts'
import { type Frequency, frequencies } from '../../language/dataset.ts'
import type { DatasetFolder } from '../../language/folder.ts'
import type { DatasetAbout } from '../../public/published.ts'
import { licences } from './licences.ts'
import { describeMessages as words } from './messages.ja.ts'

/** What a description may choose from. */
export interface DescribingAround {
  readonly folder: Pick<DatasetFolder, 'shared'>
  /** Sections that residents know, by id. */
  readonly sections: Readonly<Record<string, { readonly name: LocalText; readonly phone: string }>>
}

/**
 * Reads what is said of a dataset beside its columns; each problem goes into `problems` by the id of its input. Undefined when there is one.
 * `kept`: what is said of it now, which may be left as it is even where the city offers it no more.
 */
export function readAbout(
  form: PostedForm,
  { folder, sections }: DescribingAround,
  problems: Record<string, string>,
  kept?: Description,
): Description | undefined {
  const earlier = Object.keys(problems).length
  const text = (name: string, most: number): string => {
    const typed = form.text(name).trim()
    if (typed === '') problems[name] = words.problems.missing
    else if (typed.length > most) problems[name] = words.problems.tooLong(most)
    return typed
  }
  const local = (name: string, most: number): LocalText => ({
    ja: text(`${name}Ja`, most),
    easy: text(`${name}Easy`, most),
    en: text(`${name}En`, most),
  })
  for (const name of ['titleEasy', 'summaryEasy'])
    if (/[《》｜]/.test(withoutPairs(form.text(name)))) problems[name] = words.problems.readings
  const oneOf = (name: string, allowed: readonly string[]): string => {
    const chosen = form.text(name)
    if (!allowed.includes(chosen)) problems[name] = words.problems.choose
    return chosen
  }
  const or = (now: string | undefined): readonly string[] => (now === undefined ? [] : [now])
  const title = local('title', 200)
  const summary = local('summary', 500)
  const category = oneOf('category', [...(folder.shared.vocabularies.categories ?? []), ...or(kept?.category)])
  const topic = oneOf('topic', [...folder.shared.topics.map((each) => each.id), ...or(kept?.topic)])
  const update = oneOf('update', frequencies) as Frequency
  const owner = oneOf('owner', [...Object.keys(sections), ...or(kept?.owner)])
  const licence = offeredLicences(kept).find((each) => each.id === form.text('licence'))
  if (!licence) problems.licence = words.problems.choose
  const source = text('source', 200)
  const email = form.text('email').trim()
  if (email !== '' && (email.length > 200 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    problems.email = words.problems.email
  const keywords = form
    .text('keywords')
    .split(/[、,，;；\s]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  if (keywords.length > 20 || keywords.some((word) => word.length < 2 || word.length > 100))
    problems.keywords = words.problems.keywords
  const section = sections[owner] ?? (owner === kept?.owner ? withoutEmail(kept.section) : undefined)
  if (Object.keys(problems).length > earlier || !licence || !section) return undefined
  return {
    title,
    summary,
    category,
    topic,
    keywords: [...new Set(keywords)],
    update,
    owner,
    section: { ...section, ...(email === '' ? {} : { email }) },
    licence,
    source,
  }
}

/** What is left of a text when every reading that can be shown as one is taken away. */
function withoutPairs(text: string): string {
  return text.replace(/｜[^｜《》]+《[^《》]+》|[\p{Script=Han}々〆ヵヶ]《[^《》]+》/gu, '')
}

/** Conditions to choose from; what a dataset came with may stay. */
export function offeredLicences(kept?: Description): readonly DatasetAbout['licence'][] {
  return kept === undefined || licences.some(({ id }) => id === kept.licence.id)
    ? licences
    : [...licences, kept.licence]
}

function withoutEmail({ name, phone }: DatasetAbout['section']): DatasetAbout['section'] {
  return { name, phone }
}
