import { randomUUID } from 'node:crypto'
import type { AttachedFile } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import {
  type Answers,
  type FormFieldsProps,
  lookedUp,
  type PageOnRoute,
  type PlacedField,
  type Problem,
} from '../../procedures/index.ts'
import { sayDay } from '../shared/dates.ts'
import type { CityMap } from '../shared/towns.ts'
import { type DraftsMessages, draftsMessages } from './messages.ts'
import { filesAt } from './uploads.ts'

/** What the questions of a page are shown with. */
export interface PageContent {
  readonly page: PageOnRoute
  readonly answers: Answers
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  /** Path → where the value came from. */
  readonly sources: Readonly<Record<string, string>>
  /** Path of the field whose look-up button was pressed. */
  readonly looked?: string
  /** Address of a file of this page. */
  readonly fileHref: (fileId: string) => string
  readonly waitingList: boolean
  readonly map: CityMap
  readonly numberAsked: boolean
  readonly only?: ReadonlySet<string>
  readonly elsewhere?: ReadonlySet<string>
}

/** The page's questions with values, errors, sources, files and what a look-up found. */
export function presentFields(content: PageContent, locale: Locale): FormFieldsProps {
  const m = draftsMessages[locale]
  const { page, answers, typed, problems, looked, map } = content
  const found = looked === undefined ? undefined : page.fields.find(({ path }) => path === looked)
  return {
    page,
    answers,
    typed,
    problems,
    sources: Object.fromEntries(
      Object.entries(content.sources).map(([path, source]) => [path, sourceWords(source, m)]),
    ),
    files: Object.fromEntries(
      page.fields.filter(isFileField).map(({ path }) => [path, attached(content, path, m, locale)]),
    ),
    ...(found ? { lookups: { [found.path]: lookedUp(found, { answers, typed }) } } : {}),
    ...(map.towns.length > 0 ? { map } : {}),
    waitingList: content.waitingList,
    numberAsked: content.numberAsked,
    ...(content.only === undefined ? {} : { only: content.only }),
    ...(content.elsewhere === undefined ? {} : { elsewhere: content.elsewhere }),
  }
}

/** A fresh key for a form that is rendered now. */
export const newFormKey = (): string => randomUUID()

export const isFileField = ({ field }: Pick<PlacedField, 'field'>): boolean =>
  field.type === 'file' || field.type === 'photo'

function attached(content: PageContent, path: string, m: DraftsMessages, locale: Locale): readonly AttachedFile[] {
  return filesAt(content, path).flatMap((file) =>
    file.fileId === undefined
      ? []
      : [
          {
            id: file.fileId,
            name: file.name ?? '',
            size: m.fileSize(((file.bytes ?? 0) / (1024 * 1024)).toFixed(1)),
            href: content.fileHref(file.fileId),
            ...(file.takenOn === undefined ? {} : { takenOn: sayDay(file.takenOn, locale) }),
          },
        ],
  )
}

function sourceWords(source: string, m: DraftsMessages): string {
  if (source === 'card') return m.sourceCard
  if (source === 'guide') return m.sourceGuide
  if (source === 'page') return m.sourcePage
  if (source === 'before') return m.sourceBefore
  return source === 'photo' ? m.sourcePhoto : m.sourceAccount
}
