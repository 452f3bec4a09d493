import { randomUUID } from 'node:crypto'
import { inspectUpload } from '../../../platform/files/inspect-upload.ts'
import { fileRefusalText } from '../../../platform/files/refusal-text.ts'
import type { PostedFile } from '../../../platform/http/index.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { FileAnswer, PlacedField, Problem } from '../../procedures/index.ts'
import { cityDb } from '../shared/portal.ts'
import { portalSettings } from '../shared/settings.ts'
import { type DraftBody, valueAt, withValueAt } from './draft.ts'
import { insertFile, sealFileBox } from './file-store.ts'
import { draftsMessages } from './messages.ts'
import type { OpenVisit } from './visit.ts'

/** Whose files they are: a draft, or an application that is being corrected. */
export interface FileOwner extends Pick<OpenVisit, 'portal' | 'city' | 'now'> {
  readonly draft: { readonly id: string; readonly body: Pick<DraftBody, 'answers'> }
}

/** A file that was taken, for the answer at `path`. */
export interface TakenFile {
  readonly path: string
  readonly answer: FileAnswer
}

const megabyte = 1024 * 1024

/**
 * Judges and stores the posted files of a page. What is taken is stored encrypted before the draft names it; what is not
 * taken is told with its field. Files for anything but a file field of this page are left alone.
 */
export async function takeFiles(
  visit: FileOwner,
  placed: readonly PlacedField[],
  files: ReadonlyMap<string, readonly PostedFile[]>,
): Promise<{ readonly taken: readonly TakenFile[]; readonly problems: readonly Problem[] }> {
  if (files.size === 0) return { taken: [], problems: [] }
  const taken: TakenFile[] = []
  const problems: Problem[] = []
  const settings = portalSettings(visit.city)
  let total = bytesOf(visit.draft.body)
  for (const place of placed) {
    if (place.field.type !== 'file' && place.field.type !== 'photo') continue
    const most = place.field.maxFiles ?? 10
    let count = filesAt(visit.draft.body, place.path).length
    for (const file of files.get(place.path) ?? []) {
      if (file.name === '' && file.bytes.byteLength === 0) continue
      if (count >= most) {
        problems.push(problem(place, (m) => m.fileTooMany(most)))
        break
      }
      if (file.bytes.byteLength > settings.fileMegabytes * megabyte) {
        problems.push(problem(place, (m) => m.fileTooLarge(shortName(file.name), settings.fileMegabytes)))
        continue
      }
      total += file.bytes.byteLength
      if (total > settings.allFilesMegabytes * megabyte) {
        problems.push(problem(place, (m) => m.fileAllTooLarge(settings.allFilesMegabytes)))
        break
      }
      const outcome = await takeFile(visit, place, file)
      if ('problem' in outcome) problems.push(outcome.problem)
      else {
        taken.push(outcome)
        count += 1
      }
    }
  }
  return { taken, problems }
}

/** The draft with the files added. A document that comes as a file no longer comes another way. */
export function withFiles<Body extends Pick<DraftBody, 'answers' | 'sources'>>(
  body: Body,
  taken: readonly TakenFile[],
): Body {
  let { answers } = body
  const sources: Record<string, string> = { ...body.sources }
  for (const { path, answer } of taken) {
    const kept = filesAt({ ...body, answers }, path).filter((file) => file.fileId !== undefined)
    answers = withValueAt(answers, path, [...kept, answer])
    if (answer.takenOn !== undefined) sources[path] = 'photo'
  }
  return { ...body, answers, sources }
}

/** The draft without one file. */
export function withoutFile<Body extends Pick<DraftBody, 'answers'>>(body: Body, path: string, fileId: string): Body {
  const files = filesAt(body, path)
  const left = files.filter((file) => file.fileId !== fileId)
  if (left.length === files.length) return body
  return { ...body, answers: withValueAt(body.answers, path, left.length === 0 ? undefined : left) }
}

export function filesAt(body: Pick<DraftBody, 'answers'>, path: string): readonly FileAnswer[] {
  const files = valueAt(body.answers, path)
  return Array.isArray(files) ? (files as readonly FileAnswer[]) : []
}

async function takeFile(
  visit: FileOwner,
  place: PlacedField,
  file: PostedFile,
): Promise<TakenFile | { readonly problem: Problem }> {
  const verdict = await inspectUpload(file.bytes, file.name)
  if (!verdict.ok) return { problem: { ...problem(place, () => ''), message: fileRefusalText(verdict.refusal) } }
  const accepted = place.field.accept ?? (place.field.type === 'photo' ? ['jpg', 'png'] : ['pdf', 'jpg', 'png'])
  if (!accepted.includes(verdict.kind)) {
    const kinds = accepted.map((kind) => kind.toUpperCase()).join('・')
    return { problem: problem(place, (m) => m.fileWrongKind(shortName(verdict.name), kinds)) }
  }
  const { city, portal, now, draft } = visit
  const { files, keys } = portal.services
  const original = await files.put(city.id, file.bytes)
  const view = verdict.kind === 'pdf' ? undefined : await files.put(city.id, verdict.view)
  const id = randomUUID()
  const box = {
    name: verdict.name,
    mediaType: verdict.mediaType,
    bytes: file.bytes.byteLength,
    sha256: original.sha256,
    key: original.key.toString('base64'),
    ...(view === undefined ? {} : { view: { address: view.address, key: view.key.toString('base64') } }),
  }
  await insertFile(cityDb(portal, city.id), {
    id,
    application_id: draft.id,
    address: original.address,
    box: sealFileBox(keys, city.id, id, box),
    added_at: now,
  })
  const takenOn = verdict.kind === 'pdf' ? undefined : verdict.takenAt?.slice(0, 10)
  const size = verdict.kind === 'pdf' ? {} : { width: verdict.width, height: verdict.height }
  return {
    path: place.path,
    answer: {
      fileId: id,
      name: verdict.name,
      mediaType: verdict.mediaType,
      bytes: box.bytes,
      sha256: box.sha256,
      how: 'attached',
      ...size,
      ...(takenOn === undefined ? {} : { takenOn }),
    },
  }
}

type Sentences = (typeof draftsMessages)['ja']

function problem(place: PlacedField, sentence: (m: Sentences) => string): Problem {
  const { ja, easy, en } = draftsMessages
  const message: LocalText = { ja: sentence(ja), easy: sentence(easy), en: sentence(en) }
  return { path: place.path, code: 'file', severity: 'refuse', message }
}

/** Bytes of all files that the draft names. */
function bytesOf(body: Pick<DraftBody, 'answers'>): number {
  let total = 0
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      const file = value as FileAnswer
      if (typeof file.fileId === 'string' && typeof file.bytes === 'number') total += file.bytes
      else Object.values(value).forEach(walk)
    }
  }
  walk(body.answers)
  return total
}

function shortName(name: string): string {
  const letters = [...name.replace(/[\p{Cc}\p{Cf}]/gu, '')]
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : letters.join('')
}
