import type { FileReference } from '../../exchange/index.ts'
import type { Answers } from '../../procedures/index.ts'
import { differingPaths, mergeAsked, placedValues } from '../answers-at.ts'
import type { CaseWork } from '../change.ts'
import type { CaseContent, CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'
import { runChecks } from '../intake/checks.ts'
import { outstanding, uninvited } from '../rules/correction.ts'
import { wordsOfCase } from '../search/search-terms.ts'
import { insertSearchTokens } from '../search/tokens.ts'
import { correctedNames } from '../shown-name.ts'
import { getLatestRevision, insertRevision } from '../store/answers.ts'
import { insertAttachments } from '../store/attachments.ts'
import { closeCorrection, findOpenCorrection } from '../store/corrections.ts'

/** An answer to a correction request, from the resident's mailbox or by a clerk who has it on paper. */
export interface CorrectionReply {
  readonly correctionId: string
  readonly answers: Answers
  readonly changedPaths: readonly string[]
  readonly comment: string
  readonly files: readonly FileReference[]
  readonly answeredAt: Date
}

/**
 * Takes the answer: a new revision in which only the asked fields may differ, the checklist run again, and back to
 * review when nothing is outstanding. A part answer leaves the request open and the clock standing.
 */
export async function takeCorrection(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  reply: CorrectionReply,
): Promise<void> {
  const open = await findOpenCorrection(it.trx, it.vault)
  if (!open || open.id !== reply.correctionId || it.situation().state !== 'correction') {
    return keepLate(it, reply)
  }
  const latest = await getLatestRevision(it.trx, it.vault)
  const answers = mergeAsked(latest.content.answers, reply.answers, open.paths)
  const withFiles = reply.files.map((file) => file.path)
  const changed = differingPaths(latest.content.answers, answers, open.paths)
  const answered = [
    ...new Set([...open.answeredPaths, ...changed, ...answeredOf(open.paths, reply.changedPaths, withFiles)]),
  ]
  const revision = latest.revision + 1
  const content: CaseContent = {
    ...latest.content,
    answers,
    changedPaths: changed,
    sources: { ...latest.content.sources, ...Object.fromEntries(changed.map((path) => [path, 'correction'])) },
  }
  await insertRevision(it.trx, it.vault, {
    revision,
    madeBy: 'correction',
    correctionId: open.id,
    at: reply.answeredAt,
    content,
  })
  await insertAttachments(it.trx, [{ vault: it.vault, files: reply.files }], revision)
  await lookAgain(ctx, cityId, it, content, changed)
  const left = outstanding(open.paths, answered)
  const codes = {
    correction: open.id,
    revision,
    answered: answered.length,
    outstanding: left.length,
    changed: changed.length,
  }
  const labels = open.content.items.filter(({ path }) => touches(path, changed)).map(({ label }) => label)
  const payload = { changed, labels, comment: reply.comment, uninvited: uninvited(open.paths, reply.changedPaths) }
  await it.trx
    .updateTable('case_correction')
    .set({
      answered_paths: answered,
      answered_at: reply.answeredAt,
      comment_box:
        reply.comment === '' ? null : it.vault.seal(`correction-comment/${open.id}`, { text: reply.comment }),
    })
    .where('id', '=', open.id)
    .execute()
  if (left.length > 0) return it.emit('correction-partly-answered', codes, payload)
  await closeCorrection(it.trx, it.row.id, 'answered', it.now)
  it.set({ correction_due_on: null })
  await it.emit('correction-answered', codes, payload)
}

/** What came late or unasked changes no answer; it is kept as it came, with its files, which nobody else would hold. */
async function keepLate(it: CaseWork, reply: CorrectionReply): Promise<void> {
  const { revision } = await getLatestRevision(it.trx, it.vault)
  await insertAttachments(it.trx, [{ vault: it.vault, files: reply.files }], revision)
  // The key of a file stays with the case's own boxes and goes when they go; an event stays for good.
  const files = reply.files.map(({ key: _key, ...file }) => file)
  await it.emit(
    'correction-came-late',
    { correction: reply.correctionId, fields: reply.changedPaths.length },
    { reply: { ...reply, files } },
  )
}

function touches(path: string, paths: readonly string[]): boolean {
  return paths.some((other) => other === path || other.startsWith(`${path}.`))
}

/** A field that was sent again unchanged is an answer too (「このままで正しい」), and so is a file at its path. */
function answeredOf(asked: readonly string[], changed: readonly string[], files: readonly string[]): readonly string[] {
  return asked.filter((path) => touches(path, [...changed, ...files]))
}

/** Checks, who applies and the words it is found under follow the answers: a corrected name stands in the queue and on the letter. */
async function lookAgain(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  content: CaseContent,
  changed: readonly string[],
): Promise<void> {
  const filing = filingOf(it.row, it.now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  it.set(await runChecks(it.trx, it.vault, it.procedure, content.answers, filing, facts))
  const placed = placedValues(it.procedure, content.answers, filing, facts)
  const before = it.vault.open<CaseNames>('name', it.row.name_box)
  const names = correctedNames(before, placed, changed, it.procedure.definition.delivery)
  it.set({ name_box: it.vault.seal('name', names) })
  const words = wordsOfCase(placed, names)
  await insertSearchTokens(it.trx, ctx.services.keys, cityId, [{ caseId: it.row.id, words }])
}
