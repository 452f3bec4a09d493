import { createHash } from 'node:crypto'
import { filesAt } from '../drafts/uploads.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import { type CanonicalContent, canonicalBytes } from './canonical-text.ts'
import type { Review } from './review.ts'

export interface TextToSign {
  readonly text: string
  readonly bytes: Buffer
  /** SHA-256, hex. */
  readonly hash: string
}

/** The exact text of this draft today: what is shown, signed, and kept. */
export function textToSign(
  visit: Pick<OpenVisit, 'draft' | 'procedure' | 'city' | 'today'>,
  review: Pick<Review, 'sections' | 'fee'>,
): TextToSign {
  const { draft, procedure, city, today } = visit
  const { definition, hash } = procedure
  const filer = definition.filers.find(({ kind }) => kind === draft.body.filer)
  const rows = review.sections.flatMap((section) => section.rows)
  const files = rows
    .filter(({ field }) => field.type === 'file' || field.type === 'photo')
    .flatMap(({ path }) => filesAt(draft.body, path).map((file) => ({ path, file })))
  const content: CanonicalContent = {
    city: city.name.replace(/（[^）]*）$/u, ''),
    mayor: city.mayor,
    procedure: definition.officialName,
    versionHash: hash,
    filer: filer?.label.ja ?? draft.body.filer,
    signedOn: today,
    sections: review.sections,
    fee: review.fee.total,
    files: files.flatMap(({ path, file }) =>
      file.sha256 === undefined ? [] : [{ path, name: file.name ?? '', sha256: file.sha256 }],
    ),
  }
  const bytes = canonicalBytes(content)
  return { text: bytes.toString('utf8'), bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}
