import type { PostedFile } from '../../../platform/http/index.ts'
import type { FileAnswer, Problem } from '../../procedures/index.ts'
import type { DraftBody } from '../drafts/draft.ts'
import { deleteFileRow, findFile } from '../drafts/file-store.ts'
import { filesAt, type TakenFile, takeFiles, withFiles, withoutFile } from '../drafts/uploads.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import { cityDb } from '../shared/portal.ts'
import { saidOnce, seatsOf } from './read-shared.ts'
import type { SharedPage } from './rules/shared-pages.ts'
import { askersOf, pathAt, placesOf } from './shared-form.ts'
import type { OpenBundle } from './visit.ts'

/** Files that were taken, for each draft under its own paths. */
export interface TakenForAll {
  readonly taken: ReadonlyMap<string, readonly TakenFile[]>
  readonly problems: readonly Problem[]
}

/**
 * Stores the files of a shared page: a person attaches a document once, and every procedure that asks for it gets a
 * ciphertext of its own under a key of its own. So each case is sealed, kept and erased by itself.
 */
export async function takeSharedFiles(
  visit: OpenBundle,
  page: SharedPage,
  files: ReadonlyMap<string, readonly PostedFile[]>,
): Promise<TakenForAll> {
  const taken = new Map<string, readonly TakenFile[]>()
  const reads: { visit: OpenVisit; seats: ReturnType<typeof seatsOf>; problems: readonly Problem[] }[] = []
  if (files.size === 0) return { taken, problems: [] }
  for (const draft of visit.drafts) {
    const seats = seatsOf(page, draft.draft.id)
    const own = new Map<string, readonly PostedFile[]>()
    const placed = page.blocks.flatMap((block) =>
      placesOf(block, visit.drafts).flatMap(({ path, question, item }) => {
        const asked = askersOf(question, item, visit.drafts).find(({ stand }) => stand.asker === draft.draft.id)
        if (asked === undefined) return []
        own.set(asked.placed.path, files.get(path) ?? [])
        return [asked.placed]
      }),
    )
    const outcome = await takeFiles(draft, placed, own)
    taken.set(draft.draft.id, outcome.taken)
    const problems = outcome.problems.map((problem) => {
      const seat = seats.find(({ own: group }) => problem.path.startsWith(`${group}.`))
      return seat === undefined ? problem : { ...problem, path: `${seat.on}${problem.path.slice(seat.own.length)}` }
    })
    reads.push({ visit: draft, seats, problems })
  }
  return { taken, problems: saidOnce(reads) }
}

/** The bodies with what was taken. */
export function withTaken(
  bodies: ReadonlyMap<string, DraftBody>,
  { taken }: TakenForAll,
): ReadonlyMap<string, DraftBody> {
  return new Map([...bodies].map(([id, body]) => [id, withFiles(body, taken.get(id) ?? [])]))
}

/** One document that is taken off a shared page, as each draft holds it: the same bytes at the same question. */
export function copiesOf(
  page: SharedPage,
  drafts: readonly OpenVisit[],
  path: string,
  fileId: string,
): readonly { readonly visit: OpenVisit; readonly path: string; readonly file: FileAnswer }[] {
  const copies = page.blocks.flatMap((block) =>
    placesOf(block, drafts)
      .filter((place) => place.path === path)
      .flatMap(({ question, item }) =>
        question.stands.flatMap(({ asker, group, field }) => {
          const visit = drafts.find(({ draft }) => draft.id === asker)
          const own = pathAt(group.id, item, field.id)
          return visit === undefined ? [] : filesAt(visit.draft.body, own).map((file) => ({ visit, path: own, file }))
        }),
      ),
  )
  const named = copies.find(({ file }) => file.fileId === fileId)?.file
  return named === undefined
    ? []
    : copies.filter(({ file }) => file.fileId !== undefined && file.sha256 === named.sha256)
}

export function withoutCopies(
  bodies: ReadonlyMap<string, DraftBody>,
  copies: ReturnType<typeof copiesOf>,
): ReadonlyMap<string, DraftBody> {
  return new Map(
    [...bodies].map(([id, body]) => [
      id,
      copies
        .filter(({ visit }) => visit.draft.id === id)
        .reduce((left, { path, file }) => withoutFile(left, path, file.fileId ?? ''), body),
    ]),
  )
}

/** Deletes the stored copies once no draft names them. */
export async function forgetCopies(copies: ReturnType<typeof copiesOf>): Promise<void> {
  for (const { visit, file } of copies) {
    const { portal, city, draft } = visit
    const db = cityDb(portal, city.id)
    const kept = await findFile(db, portal.services.keys, city.id, draft.id, file.fileId ?? '')
    if (kept === undefined) continue
    await deleteFileRow(db, kept.id)
    await portal.services.files.remove(city.id, kept.address)
    if (kept.view) await portal.services.files.remove(city.id, kept.view.address)
  }
}
