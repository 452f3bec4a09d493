import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { ProposalBody } from '../proposal.ts'

const labelled = z.object({ label: z.string(), text: z.string() })
const proposalBody = z.object({
  title: z.string(),
  summary: z.string(),
  grounds: z.string(),
  facts: z.array(labelled),
  judged: z.array(z.object({ label: z.string(), finding: z.string() })),
  effects: z.array(z.string()),
  letterPreview: z.record(z.string(), z.unknown()).optional(),
})

/** Encrypts a proposal's body for its row, and hashes what every later act refers to. */
export function sealBody(
  keys: KeyRing,
  cityId: string,
  proposalId: string,
  body: ProposalBody,
): { readonly box: Buffer; readonly hash: Buffer } {
  const bytes = Buffer.from(JSON.stringify(body))
  return {
    box: keys.encrypt(cityId, 'case', bytes, `proposal:${proposalId}`),
    hash: createHash('sha256').update(bytes).digest(),
  }
}

export function openBody(keys: KeyRing, cityId: string, proposalId: string, box: Uint8Array): ProposalBody {
  const body = proposalBody.parse(JSON.parse(keys.decrypt(cityId, 'case', box, `proposal:${proposalId}`).toString()))
  const { letterPreview, ...rest } = body
  return letterPreview === undefined ? rest : { ...rest, letterPreview }
}

export function sealComment(keys: KeyRing, cityId: string, actId: string, comment: string): Buffer | null {
  return comment === '' ? null : keys.encrypt(cityId, 'case', Buffer.from(comment), `approval-act:${actId}`)
}

export function openComment(keys: KeyRing, cityId: string, actId: string, box: Uint8Array | null): string {
  return box === null ? '' : keys.decrypt(cityId, 'case', box, `approval-act:${actId}`).toString()
}
