import { createHash, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { SignedDocument } from '../card/signature.ts'
import { serialOf, verifySignature } from '../card/verify-signature.ts'
import { ownPath } from '../own-path.ts'
import { hashToken, newToken } from '../tokens.ts'
import { subjectToken } from './card-sign-in.ts'
import { currentResident } from './current.ts'
import { openResidentSession } from './open-session.ts'
import { providerAddress } from './openid.ts'
import { signingProvider } from './signing-provider.ts'
import { completeRequests, findAccountToken, findRequests, findSigned, insertRequests } from './signing-store.ts'
import type { ResidentTables } from './tables.ts'
import { trustAnchors } from './trust-anchors.ts'

const requestMinutes = 15

export type StartSigningResult =
  | { readonly ok: true; readonly redirectTo: string }
  | { readonly ok: false; readonly refusal: 'not-signed-in' | 'provider-away' }

export interface DocumentToSign {
  readonly subject: string
  readonly title: string
  readonly bytes: Buffer
}

/**
 * Starts signing of the exact bytes (UTF-8 text, shown as it is). Redirect the person to `redirectTo`; afterwards
 * they come back to `returnTo` and `findSignedDocument` has the result. `subject` is the caller's own id (draft).
 */
export async function startSigning(
  c: Context<WebEnv>,
  services: ZoneServices,
  request: DocumentToSign & { readonly returnTo: string },
): Promise<StartSigningResult> {
  const { returnTo, ...document } = request
  return startSigningAll(c, services, { documents: [document], returnTo })
}

/** The same for several texts: the person looks at all of them and enters the PIN once; each gets a signature of its own. */
export async function startSigningAll(
  c: Context<WebEnv>,
  services: ZoneServices,
  request: { readonly documents: readonly DocumentToSign[]; readonly returnTo: string },
): Promise<StartSigningResult> {
  const city = c.get('city')
  const now = c.get('now')
  const session = await currentResident(c, services)
  if (session?.accountId === undefined) return { ok: false, refusal: 'not-signed-in' }
  const address = providerAddress(services, city)
  const provider = address === null ? null : signingProvider(services, address)
  if (provider === null) return { ok: false, refusal: 'provider-away' }
  const state = newToken()
  const returnUri = new URL('/sign/return', city.origins.portal).href
  const { documents } = request
  const opened = await provider.open({ documents, returnUri, state })
  if (opened === null) return { ok: false, refusal: 'provider-away' }
  const { id: sessionId, accountId } = session
  const rows = documents.map(({ subject, bytes }) => {
    const id = randomUUID()
    return {
      id,
      sessionId,
      accountId,
      subject,
      returnTo: ownPath(request.returnTo),
      stateHash: hashToken(state),
      providerRequest: opened.request,
      bytesSha256: sha256(bytes),
      bytesBox: services.keys.encrypt(city.id, 'profile', bytes, context(id, 'bytes')),
      at: now,
      expiresAt: new Date(now.getTime() + requestMinutes * 60_000),
    }
  })
  await insertRequests(services.db.city<ResidentTables>(city.id), rows)
  return { ok: true, redirectTo: opened.page.href }
}

export type SigningRefusal =
  | 'no-request'
  | 'cancelled'
  | 'provider-away'
  | 'another-person'
  | 'not-yet-valid'
  | 'expired'
  | 'revoked'
  | 'unknown'
  | 'not-trusted'

export type FinishSigningResult =
  | { readonly ok: true; readonly returnTo: string }
  | { readonly ok: false; readonly refusal: SigningRefusal; readonly returnTo: string }

/**
 * The person comes back from signing: fetches the signature, checks it, keeps it, and raises the session to
 * `jpki-sign`. Only the person of the session may have signed; a request counts once.
 */
export async function finishSigning(c: Context<WebEnv>, services: ZoneServices): Promise<FinishSigningResult> {
  const city = c.get('city')
  const now = c.get('now')
  const db = services.db.city<ResidentTables>(city.id)
  const session = await currentResident(c, services)
  const state = c.req.query('state') ?? ''
  const all = session?.accountId === undefined ? [] : await findRequests(db, hashToken(state), session.accountId, now)
  const [waiting] = all
  if (session?.accountId === undefined || waiting === undefined)
    return { ok: false, refusal: 'no-request', returnTo: '/' }
  const refuse = (refusal: SigningRefusal): FinishSigningResult => ({ ok: false, refusal, returnTo: waiting.return_to })
  if (c.req.query('error') !== undefined) return refuse('cancelled')
  const address = providerAddress(services, city)
  const provider = address === null ? null : signingProvider(services, address)
  const signed = await provider?.fetch(waiting.provider_request, (c.req.query('code') ?? '').slice(0, 200))
  if (address === null || provider === null || signed === null || signed === undefined) return refuse('provider-away')

  const signer = subjectToken(services, city.id, address.issuer, signed.subject)
  const mine = await findAccountToken(db, session.accountId)
  if (mine === undefined || !mine.equals(signer)) return refuse('another-person')

  const { certificate, signatures } = signed
  const serial = serialOf(certificate)
  const word = serial === null ? 'unknown' : await provider.revocation(serial)
  const anchors = await trustAnchors(services, city)
  const checked = all.map((row) => {
    const bytes = services.keys.decrypt(city.id, 'profile', row.bytes_box, context(row.id, 'bytes'))
    // A text that came back without a signature was not signed.
    const signature = signatures.get(sha256(bytes).toString('hex')) ?? Buffer.alloc(0)
    const { result } = verifySignature({ bytes, signature, certificate }, anchors, now, word)
    return { row, signature, result }
  })
  // All or none: a request that was answered already was answered as a whole.
  const kept = await completeRequests(
    db,
    checked.map(({ row, signature, result }) => ({
      id: row.id,
      at: now,
      result,
      signatureBox: services.keys.encrypt(city.id, 'profile', signature, context(row.id, 'signature')),
      certificateBox: services.keys.encrypt(city.id, 'profile', certificate, context(row.id, 'certificate')),
    })),
  )
  if (!kept) return refuse('no-request')
  const wrong = checked.find(({ result }) => result !== 'valid')
  if (wrong !== undefined) return refuse(sayable(wrong.result))
  await openResidentSession(c, services, { accountId: session.accountId, assurance: 'jpki-sign' })
  return { ok: true, returnTo: waiting.return_to }
}

/**
 * The newest valid signature over these bytes for this subject by this session's person; null when there is none.
 * The signature is checked again here: what the table says is not taken on trust.
 */
export async function findSignedDocument(
  c: Context<WebEnv>,
  services: ZoneServices,
  subject: string,
  bytes: Buffer,
): Promise<SignedDocument | null> {
  const city = c.get('city')
  const session = await currentResident(c, services)
  if (session?.accountId === undefined) return null
  const db = services.db.city<ResidentTables>(city.id)
  const row = await findSigned(db, { accountId: session.accountId, subject, bytesSha256: sha256(bytes) })
  if (row?.completed_at == null || row.signature_box === null || row.certificate_box === null) return null
  const signature = services.keys.decrypt(city.id, 'profile', row.signature_box, context(row.id, 'signature'))
  const certificate = services.keys.decrypt(city.id, 'profile', row.certificate_box, context(row.id, 'certificate'))
  // Revocation was asked about when the person signed; that answer counts for the moment of signing.
  const check = verifySignature(
    { bytes, signature, certificate },
    await trustAnchors(services, city),
    row.completed_at,
    'good',
  )
  if (check.result !== 'valid') return null
  return { bytes, signature, certificate, algorithm: 'ecdsa-p256-sha256', signedAt: row.completed_at, check }
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

const context = (id: string, what: 'bytes' | 'signature' | 'certificate'): string => `signature_request:${id}:${what}`

function sayable(result: SignedDocument['check']['result']): SigningRefusal {
  if (result === 'expired' || result === 'revoked' || result === 'unknown' || result === 'not-yet-valid') return result
  return 'not-trusted'
}
