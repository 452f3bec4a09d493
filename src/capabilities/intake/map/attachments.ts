import { createHash, randomUUID } from 'node:crypto'
import { inspectUpload } from '../../../platform/files/inspect-upload.ts'
import { fileRefusalText } from '../../../platform/files/refusal-text.ts'
import type { OriginFault } from '../../cases/index.ts'
import type { Answers, Field, FileAnswer, ProcedureDefinition } from '../../procedures/index.ts'
import { matches } from '../manifest/glob.ts'
import type { ManifestProcedure } from '../manifest/schema.ts'
import type { RawPackage } from '../read/rows.ts'
import type { ZipEntry } from '../read/zip.ts'
import { judgeMessages as messages } from './messages.ja.ts'
import { fieldAt } from './places.ts'

/** A file of a package that is shown with the case; its bytes are still in the package. */
export interface TakenAttachment {
  readonly fileId: string
  /** Answer path; empty for one that answers no question. */
  readonly path: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
}

export interface JudgedAttachments {
  readonly taken: readonly TakenAttachment[]
  /** The document answers, before the pages are read. */
  readonly answers: Answers
  readonly faults: readonly OriginFault[]
  /** Every file of the package with what became of it. */
  readonly files: readonly { readonly name: string; readonly note: string }[]
}

const most = 30

/**
 * Judges the attachments of a package by their content, one after the other, and puts them beside the questions: by the
 * manifest's patterns, or where the answer of a document question names the file.
 */
export async function judgeAttachments(
  raw: RawPackage | undefined,
  one: ManifestProcedure,
  definition: ProcedureDefinition,
  documents: ReadonlyMap<string, string>,
): Promise<JudgedAttachments> {
  const taken: TakenAttachment[] = []
  const faults: OriginFault[] = []
  const files: { name: string; note: string }[] = []
  const answers: Record<string, unknown> = {}
  const attachments = raw?.attachments ?? []
  if (attachments.length > most) faults.push({ label: '', sentence: messages.attachmentsTooMany(most) })
  const shown = [
    ...attachments.map((entry) => ({ entry, role: undefined })),
    ...(raw?.evidence ?? []).filter(({ role }) => role === 'form'),
  ]
  for (const { entry, role } of shown.slice(0, most)) {
    const verdict = await inspectUpload(entry.bytes(), entry.name)
    if (!verdict.ok) {
      const sentence = messages.attachmentRefused(fileRefusalText(verdict.refusal).ja)
      if (role === undefined) faults.push({ label: baseOf(entry.name), sentence })
      files.push({ name: entry.name, note: messages.kept })
      continue
    }
    const bytes = verdict.kind !== 'pdf' && verdict.converted ? verdict.view : entry.bytes()
    const place = role === undefined ? placeOf(entry, one, definition, documents) : undefined
    const wrong = place && !acceptedKinds(place.field).includes(verdict.kind)
    if (wrong)
      faults.push({
        path: place.path,
        label: baseOf(entry.name),
        sentence: messages.attachmentWrongKind(acceptedKinds(place.field).join('・').toUpperCase()),
      })
    const path = place && !wrong ? place.path : ''
    const fileId = randomUUID()
    taken.push({ fileId, path, name: verdict.name, mediaType: verdict.mediaType, bytes })
    files.push({ name: entry.name, note: role === 'form' ? messages.roles.form : messages.taken })
    if (path !== '') putFile(answers, path, answerOf(fileId, verdict, bytes))
  }
  for (const { entry, role } of raw?.evidence ?? [])
    if (role !== 'form') files.push({ name: entry.name, note: messages.roles[role] })
  if (raw?.evidence.some(({ role }) => role === 'signature'))
    faults.push({ label: messages.roles.signature, sentence: messages.signatureKept })
  return { taken, answers: answers as Answers, faults: [...faults, ...missing(attachments, documents)], files }
}

function answerOf(fileId: string, verdict: { name: string; mediaType: string }, bytes: Buffer): FileAnswer {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { fileId, name: verdict.name, mediaType: verdict.mediaType, bytes: bytes.length, sha256, how: 'attached' }
}

function placeOf(
  entry: ZipEntry,
  one: ManifestProcedure,
  definition: ProcedureDefinition,
  documents: ReadonlyMap<string, string>,
): { readonly path: string; readonly field: Field } | undefined {
  const rule = one.attachments?.find(({ file }) => matches(file, entry.name))
  const path = rule?.to ?? [...documents].find(([, text]) => namesOf(text).includes(baseOf(entry.name)))?.[0]
  const found = path === undefined ? undefined : fieldAt(definition, path.replace(/\.\d+\./, '.'))
  return path !== undefined && found ? { path, field: found.field } : undefined
}

/** Names of files in the answer of a document question: one a line, or between the marks of exports. */
function namesOf(text: string): readonly string[] {
  return text.split(/[\r\n|｜;；]+/).map((name) => baseOf(name.trim()))
}

function missing(attachments: readonly ZipEntry[], documents: ReadonlyMap<string, string>): readonly OriginFault[] {
  const there = new Set(attachments.map(({ name }) => baseOf(name)))
  return [...documents].flatMap(([path, text]) =>
    namesOf(text)
      .filter((name) => /\.[A-Za-z0-9]{2,4}$/.test(name) && !there.has(name))
      .map((name) => ({ path, label: name, sentence: messages.attachmentMissing(name) })),
  )
}

const baseOf = (name: string): string => (name.split(/[/\\]/).at(-1) ?? name).normalize('NFC')

function acceptedKinds(field: Field): readonly string[] {
  return field.accept ?? (field.type === 'photo' ? ['jpg', 'png'] : ['pdf', 'jpg', 'png'])
}

/** Into a tree of groups; the items of a repeated group grow as they are named. */
function putFile(answers: Record<string, unknown>, path: string, file: FileAnswer): void {
  const [group = '', ...rest] = path.split('.')
  const item = rest.length === 2 ? Number(rest[0]) : undefined
  const field = rest.at(-1) ?? ''
  if (answers[group] === undefined) answers[group] = item === undefined ? {} : []
  const items = answers[group] as Record<string, unknown>
  let holder = items
  if (item !== undefined) {
    const list = items as unknown as Record<string, unknown>[]
    while (list.length <= item) list.push({})
    holder = list[item] ?? {}
  }
  holder[field] = [...((holder[field] as FileAnswer[] | undefined) ?? []), file]
}
