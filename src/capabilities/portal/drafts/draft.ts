import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { Answers, Assurance, FilerKind } from '../../procedures/index.ts'

/** What a draft holds, encrypted as a whole. Unreadable input stays as typed, so that nothing is lost. */
export interface DraftBody {
  readonly answers: Answers
  /** Form name → text, for what could not be read as an answer yet. */
  readonly typed: Readonly<Record<string, string>>
  /** Answer path → where it came from when it was not typed: `card`, `account`, `photo`. */
  readonly sources: Readonly<Record<string, string>>
  readonly pages: Readonly<Record<string, SavedPage>>
  readonly filer: FilerKind
  readonly locale: Locale
  /** The secret of the resume code, so that it can be shown again to the person who is in. */
  readonly secret: string
  /** SHA-256 of the text the person has checked and wants to sign; another text has to be checked again. */
  readonly confirmed?: string
  /** Set while it is filed together with others. */
  readonly bundle?: BundleMark
}

/** The bundle that a draft belongs to, and what is asked there instead of on its own pages. */
export interface BundleMark {
  readonly id: string
  /** `group.field`, without item numbers. */
  readonly shared: readonly string[]
}

export interface SavedPage {
  /** Version of the draft that this page's last save made. */
  readonly version: number
  /** Key of the rendered form that saved it: the same form sent again is no second tab. */
  readonly by: string
}

/** A draft as the portal works with it. */
export interface Draft {
  readonly id: string
  readonly procedureId: string
  readonly versionHash: string
  readonly assurance: Assurance
  readonly accountId?: string
  readonly contactToken?: Buffer
  readonly resumeNumber: string
  readonly version: number
  readonly body: DraftBody
  readonly createdAt: Date
  readonly savedAt: Date
  readonly expiresAt: Date
}

/** One page as it was posted and read. */
export interface PageSave {
  readonly pageId: string
  /** Key of the form, made when it was rendered. */
  readonly formKey: string
  /** Version of the draft when the form was rendered. */
  readonly baseVersion: number
  readonly answers: Answers
  /** What could not be read on this page. */
  readonly typed: Readonly<Record<string, string>>
  /** Form names on this page: earlier unreadable input under them is replaced. */
  readonly names: ReadonlySet<string>
  readonly touched: readonly string[]
}

export type SaveOutcome =
  | { readonly ok: true; readonly body: DraftBody }
  /** Another tab or device saved the same page since this form was rendered, with something else. */
  | { readonly ok: false; readonly refusal: 'saved-elsewhere'; readonly paths: readonly string[] }

/**
 * The body after saving one page into a draft of version `version`. Other pages are left as they are now, so two tabs on
 * two pages both keep their work; two tabs on one page are told about each other. `force` is the person's own choice.
 */
export function savePage(before: DraftBody, version: number, save: PageSave, force = false): SaveOutcome {
  const known = before.pages[save.pageId]
  const stale = known !== undefined && known.version > save.baseVersion && known.by !== save.formKey
  const paths = changedPaths(before.answers, save)
  if (stale && !force && paths.length > 0) return { ok: false, refusal: 'saved-elsewhere', paths }
  const kept = Object.entries(before.typed).filter(([name]) => !save.names.has(name))
  const changed = new Set(paths)
  return {
    ok: true,
    body: {
      ...before,
      answers: save.answers,
      typed: { ...Object.fromEntries(kept), ...save.typed },
      // What a person typed over is the person's own from then on.
      sources: Object.fromEntries(Object.entries(before.sources).filter(([path]) => !changed.has(path))),
      pages: { ...before.pages, [save.pageId]: { version: version + 1, by: save.formKey } },
    },
  }
}

function changedPaths(before: Answers, { answers, touched }: PageSave): readonly string[] {
  if (answers === before) return []
  return touched.filter((path) => !same(valueAt(before, path), valueAt(answers, path)))
}

/** The answer at `group.field` or `group.n.field`. */
export function valueAt(answers: Answers, path: string): unknown {
  let value: unknown = answers
  for (const step of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined
    value = Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined
  }
  return value
}

/** Answers with one path set; a missing group is made, items of repeated groups must exist. */
export function withValueAt(answers: Answers, path: string, value: unknown): Answers {
  return setIn(answers, path.split('.'), value) as Answers
}

/** Answers with these paths as they are in others: what is there has the other's value, what is not there goes. */
export function withAnswersAt(answers: Answers, others: Answers, paths: readonly string[]): Answers {
  return paths.reduce((before, path) => withValueAt(before, path, valueAt(others, path)), answers)
}

function setIn(node: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (Array.isArray(node)) return node.map((item, index) => (String(index) === step ? setIn(item, rest, value) : item))
  const fields = (node ?? {}) as Record<string, unknown>
  const own = Object.hasOwn(fields, step) ? fields[step] : undefined
  return { ...fields, [step]: setIn(own, rest, value) }
}

/** Equal as answers: missing, empty text and empty lists are the same nothing. */
export function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right)
}

function canonical(value: unknown): string {
  return JSON.stringify(tidy(value)) ?? ''
}

function tidy(value: unknown): unknown {
  if (value === null || value === '' || value === undefined) return undefined
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(tidy)
  if (typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, each]) => [key, tidy(each)] as const)
  const kept = entries.filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}
