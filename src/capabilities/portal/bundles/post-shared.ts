import { applyLookup, type Problem } from '../../procedures/index.ts'
import { isElsewhere } from '../drafts/bundled.ts'
import { type DraftBody, same, valueAt } from '../drafts/draft.ts'
import { addItem, removeItem } from '../drafts/items.ts'
import type { Deed } from '../drafts/post.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import { readShared, type SharedReading, saidOnce, seatsOf } from './read-shared.ts'
import type { SharedPage } from './rules/shared-pages.ts'
import type { Changed } from './save.ts'
import { pathAt, placesOf, sharedForm } from './shared-form.ts'
import type { OpenBundle } from './visit.ts'

export interface PostedShared {
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly formKey: string
  readonly baseVersion: number
  readonly deed: Deed
}

/** Another tab or device saved the same shared page since the form was rendered, with something else at these paths. */
export interface SavedElsewhere {
  readonly paths: readonly string[]
}

/** The change that a posted shared page makes in every procedure that asks something on it. */
export function sharedChange(
  page: SharedPage,
  posted: PostedShared,
): {
  readonly change: (now: OpenBundle) => Changed<SavedElsewhere>
  readonly reading: () => Pick<SharedReading, 'problems'>
} {
  let reading: SharedReading = { drafts: new Map(), problems: [] }
  return {
    reading: () => reading,
    change(now) {
      reading = readShared(page, posted.fields, now.drafts)
      const { bundle } = now
      const known = bundle.body.pages[page.id]
      const stale = known !== undefined && known.version > posted.baseVersion && known.by !== posted.formKey
      const paths = stale && posted.deed.kind !== 'mine' ? changedPaths(page, now.drafts, reading) : []
      if (paths.length > 0) return { ok: false, refusal: { paths }, visit: now }
      const unread = reading.problems.some(({ severity }) => severity === 'refuse') || posted.deed.kind === 'lookup'
      const drafts = new Map<string, DraftBody>()
      for (const visit of now.drafts) {
        const read = reading.drafts.get(visit.draft.id)
        if (read === undefined) continue
        const saved = savedBody(visit, page, read, unread)
        drafts.set(visit.draft.id, afterDeed(visit, page, saved, posted.deed))
      }
      const mark = { version: bundle.version + 1, by: posted.formKey }
      return { ok: true, drafts, body: { ...bundle.body, pages: { ...bundle.body.pages, [page.id]: mark } } }
    },
  }
}

function savedBody(
  { draft }: OpenVisit,
  page: SharedPage,
  read: { readonly answers: DraftBody['answers']; readonly typed: DraftBody['typed'] },
  unread: boolean,
): DraftBody {
  const { body } = draft
  const own = (name: string): boolean =>
    isElsewhere(body, name) && seatsOf(page, draft.id).some((seat) => name.startsWith(`${seat.own}.`))
  const kept = Object.entries(body.typed).filter(([name]) => !own(name))
  return {
    ...body,
    answers: read.answers,
    typed: { ...Object.fromEntries(kept), ...(unread ? read.typed : {}) },
    // What a person typed over is the person's own from then on.
    sources: Object.fromEntries(
      Object.entries(body.sources).filter(
        ([path]) => !own(path) || same(valueAt(body.answers, path), valueAt(read.answers, path)),
      ),
    ),
  }
}

function afterDeed(visit: OpenVisit, page: SharedPage, body: DraftBody, deed: Deed): DraftBody {
  const seats = seatsOf(page, visit.draft.id)
  if (deed.kind === 'add' || deed.kind === 'remove-item') {
    const seat = seats.find(({ on }) => on === deed.group)
    const max = page.blocks.find(({ group }) => group.id === deed.group)?.group.repeat?.max ?? 0
    if (seat === undefined) return body
    return deed.kind === 'add' ? addItem(body, seat.own, max) : removeItem(body, seat.own, deed.index)
  }
  if (deed.kind !== 'lookup') return body
  const seat = seats.find(({ on }) => deed.path.startsWith(`${on}.`))
  const written = visit.procedure.definition.pages.find(({ id }) => id === seat?.pageId)
  if (seat === undefined || written === undefined) return body
  const path = `${seat.own}${deed.path.slice(seat.on.length)}`
  return isElsewhere(body, path) ? applyLookup(body, written, path, visit.portal.cityMap(visit.city.id).towns) : body
}

/** Paths of the shared page where what was posted differs from what is kept. */
function changedPaths(page: SharedPage, drafts: readonly OpenVisit[], reading: SharedReading): readonly string[] {
  return page.blocks.flatMap((block) =>
    placesOf(block, drafts).flatMap(({ path, question, item }) => {
      const differs = question.stands.some(({ asker, group, field }) => {
        const draft = drafts.find((each) => each.draft.id === asker)?.draft
        const read = reading.drafts.get(asker)
        const own = pathAt(group.id, item, field.id)
        return (
          draft !== undefined &&
          read !== undefined &&
          !same(valueAt(draft.body.answers, own), valueAt(read.answers, own))
        )
      })
      return differs ? [path] : []
    }),
  )
}

/** What every procedure finds wrong with the answers of a shared page as they stand, each at the page's own path. */
export function problemsOf(page: SharedPage, drafts: readonly OpenVisit[]): readonly Problem[] {
  const shown = new Set(sharedForm(page, drafts).page.fields.map(({ path }) => path))
  const reads = drafts.flatMap((visit) => {
    const seats = seatsOf(page, visit.draft.id)
    if (seats.length === 0) return []
    const { procedure, draft, filing, facts } = visit
    const problems = procedure.validate(draft.body.answers, filing, facts).flatMap((problem) => {
      const seat = seats.find(({ own }) => problem.path === own || problem.path.startsWith(`${own}.`))
      if (seat === undefined) return []
      const path = `${seat.on}${problem.path.slice(seat.own.length)}`
      const here =
        problem.path === seat.own
          ? seat.repeats
          : [...shown].some((each) => path === each || path.startsWith(`${each}.`))
      return here ? [{ ...problem, path }] : []
    })
    return [{ visit, seats, problems }]
  })
  return saidOnce(reads)
}
