import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { approvals } from '../../../approvals/index.ts'
import type { Comparison } from '../../compare/compare-streams.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { packRows } from '../../public/load/row-file.ts'
import type { DatasetAbout } from '../../public/published.ts'
import { authorsOf, type DraftRoute, publicationMatter, routeOfDraft } from '../approval/find-route.ts'
import { proposalText } from '../approval/proposal-text.ts'
import { datasetSubject } from '../approval/subject.ts'
import { type Act, doneBefore, inTransaction, record } from './act.ts'
import { publishDraft } from './decide.ts'
import { describedDifferences } from './described-differences.ts'
import { differencesOf, newestVersion } from './differences.ts'
import { type Draft, type DraftProposal, errorsOf, unsettledOf } from './draft.ts'
import { rowOf } from './row-of.ts'
import { changeDraft, findDraft, lockDraft } from './store-drafts.ts'
import { allRows } from './store-rows.ts'

export type ProposeRefusal =
  | 'gone'
  | 'not-open'
  | 'changed-meanwhile'
  | 'errors'
  | 'writing'
  | 'empty'
  | 'same'
  | 'overtaken'
export type ProposeOutcome =
  | { readonly ok: true; readonly published: boolean }
  | { readonly ok: false; readonly refusal: ProposeRefusal }
  /** The city's 決裁区分 table can't be followed today; the sentence says why. */
  | { readonly ok: false; readonly refusal: 'no-route'; readonly sentence: string }

export interface WantedProposal {
  readonly draftId: string
  /** Revision of the draft as it was seen. */
  readonly seen: number
  readonly note: string
  readonly correction: boolean
  /** Published at once, without a person, unless more than a fifth of the rows would be gone. */
  readonly alone?: boolean
}

/** A file that makes so large a part of the rows disappear is looked at by a person first. */
const mostRemoved = 0.2

/**
 * Proposes a draft, as it was seen, for publication. Its rows are packed now: what is approved later are these bytes and no others. The
 * city's table says who decides; without a row for open data it is somebody else with the permission. Nobody decides who had a hand in it.
 */
export async function proposeDraft(act: Act, wanted: WantedProposal): Promise<ProposeOutcome> {
  const { services, cityId } = act
  const db = services.db.city<OfficeDb>(cityId)
  const draft = await findDraft(db, wanted.draftId)
  // Asked after the draft was read: the first of two clicks has changed it already, or will be waited for below.
  if (await doneBefore(db, act.requestKey)) return { ok: true, published: false }
  const { definition, datasetId } = draft ?? {}
  if (!draft || !definition || datasetId === undefined) return { ok: false, refusal: 'gone' }
  if (draft.state !== 'open' || draft.task !== undefined) return { ok: false, refusal: 'not-open' }
  if (draft.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
  if (errorsOf(draft.findings) > 0) return { ok: false, refusal: 'errors' }
  if (unsettledOf(draft) > 0) return { ok: false, refusal: 'writing' }
  const described = draft.about !== undefined
  if (!described && draft.rowCount === 0) return { ok: false, refusal: 'empty' }
  const comparison = described
    ? await describedDifferences(db, draft)
    : await differencesOf(services, cityId, { ...draft, definition })
  if (described && comparison.said?.length === 0) return { ok: false, refusal: 'same' }
  const { changes } = comparison
  const alone = !described && wanted.alone === true && !isMuchGone(draft.rowCount, changes)
  const route: DraftRoute = alone ? { kind: 'four-eyes' } : await routeOfDraft(act, draft)
  if (route.kind === 'none') return { ok: false, refusal: 'no-route', sentence: route.sentence }
  const rows = described ? await publishedRows(db, datasetId) : await packedRows(act, { ...draft, definition })
  if (!rows) return { ok: false, refusal: 'empty' }
  const proposal: DraftProposal = {
    ...rows,
    changes,
    note: wanted.note,
    correction: wanted.correction,
    by: act.author.staffId,
    byName: `${act.author.post} ${act.author.name}`.trim(),
    at: act.at.toISOString(),
  }
  const outcome = await inTransaction(act, async (trx): Promise<ProposeOutcome> => {
    const locked = await lockDraft(trx, draft.id)
    if (await doneBefore(trx, act.requestKey)) return { ok: true, published: false }
    // Packed from what was seen: a change in between would not be in it.
    if (locked?.revision !== draft.revision) return { ok: false, refusal: 'changed-meanwhile' }
    // What is said of the rows stands beside any of their versions.
    if (!described && ((await newestVersion(trx, datasetId))?.number ?? 0) !== draft.baseNumber)
      return { ok: false, refusal: 'overtaken' }
    const { added, changed, removed } = changes
    const figures = { rows: proposal.rows, added, changed, removed }
    await record(trx, act, { act: 'proposed', datasetId, draftId: draft.id, note: wanted.note, figures })
    if (alone) {
      const published = await publishDraft({ ...act, requestKey: randomUUID() }, trx, locked, proposal)
      if (!published.ok) throw new Error(`A draft could not be published: ${published.refusal}`)
      return { ok: true, published: true }
    }
    const approval =
      route.kind === 'route'
        ? await sendRound(act, trx, { ...draft, definition }, route.sectionId, comparison, wanted)
        : {}
    const by = { name: act.author.name, at: act.at }
    await changeDraft(trx, draft.id, { state: 'proposed', proposal: { ...proposal, ...approval } }, by)
    return { ok: true, published: false }
  })
  if (outcome.ok && outcome.published) services.relay.nudge()
  return outcome
}

/** The rows of a draft as they are now, in the file that will be published. */
async function packedRows(
  { services, cityId }: Act,
  { id, rowCount, definition }: Draft & { readonly definition: DatasetDefinition },
): Promise<Pick<DraftProposal, 'file' | 'rows'>> {
  const rows = async function* () {
    for await (const { cells } of allRows(services.db.city<OfficeDb>(cityId), id)) yield rowOf(definition, cells)
  }
  const file = await services.files.put(cityId, await buffer(packRows(definition, rows())))
  return {
    file: { address: file.address, key: file.key.toString('base64'), bytes: file.bytes, sha256: file.sha256 },
    rows: rowCount,
  }
}

/** The rows that a change of what is said leaves as they are. */
async function publishedRows(
  db: Kysely<OfficeDb>,
  datasetId: string,
): Promise<Pick<DraftProposal, 'file' | 'rows'> | undefined> {
  const newest = await newestVersion(db, datasetId)
  return newest && { file: newest.file, rows: newest.row_count }
}

function isMuchGone(rows: number, { added, removed }: Comparison['changes']): boolean {
  return removed > mostRemoved * Math.max(1, rows + removed - added)
}

/** Puts the document on its route. Throws when it can't go any more: the organisation changed in this very moment. */
async function sendRound(
  act: Act,
  trx: Transaction<OfficeDb>,
  draft: Draft & { readonly definition: DatasetDefinition },
  sectionId: string,
  comparison: Comparison,
  { note }: WantedProposal,
): Promise<{ readonly approval: string }> {
  const { about, slug, definition } = await trx
    .selectFrom('dataset')
    .select(['about', 'slug', 'definition'])
    .where('dataset_id', '=', draft.datasetId ?? '')
    .executeTakeFirstOrThrow()
  const started = await approvals.startInternalProposal(act.services, trx, {
    ...proposalText(
      draft,
      {
        ...(about as unknown as DatasetAbout),
        // The document names the dataset as it is known, also where its name is what changes.
        title: (definition as unknown as DatasetDefinition).title.ja,
      },
      comparison,
      note,
    ),
    cityId: act.cityId,
    subject: datasetSubject,
    subjectId: draft.id,
    reference: slug,
    matter: publicationMatter,
    sectionId,
    proposer: act.author.staffId === 'system' ? { system: act.author.name } : { staffId: act.author.staffId },
    authors: await authorsOf(trx, draft.id),
    retention: 5,
    requestKey: act.requestKey,
    at: act.at,
  })
  if (!started.ok) throw new Error(`A proposal could not start: ${started.refusal}`)
  return { approval: started.proposalId }
}
