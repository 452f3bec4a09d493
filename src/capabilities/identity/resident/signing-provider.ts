import { z } from 'zod'
import type { ZoneServices } from '../../../platform/services.ts'
import type { RevocationWord } from '../card/verify-signature.ts'
import type { ProviderAddress } from './openid.ts'

const opened = z.object({ request: z.string().min(1).max(200), page: z.url() })
const result = z.object({
  subject: z.string().min(1).max(255),
  signatures: z
    .array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), signature: z.base64().max(2000) }))
    .min(1)
    .max(20),
  certificate: z.base64().max(20_000),
  algorithm: z.literal('ecdsa-p256-sha256'),
  signed_at: z.iso.datetime(),
})
const status = z.object({ status: z.enum(['good', 'revoked', 'unknown']) })

export interface ProviderSignature {
  readonly subject: string
  /** SHA-256 of a document, hex → its signature. */
  readonly signatures: ReadonlyMap<string, Buffer>
  readonly certificate: Buffer
  readonly signedAt: Date
}

/** Server to server, with the client's secret: hand over texts, fetch their signatures, ask about a certificate. */
export interface SigningProvider {
  open(wish: {
    documents: readonly { readonly title: string; readonly bytes: Buffer }[]
    returnUri: string
    state: string
  }): Promise<{ request: string; page: URL } | null>
  fetch(request: string, code: string): Promise<ProviderSignature | null>
  /** The issuer's word; `unknown` also when it can't be reached. */
  revocation(serial: string): Promise<RevocationWord>
}

/** A provider that is slow for this long counts as away. */
const timeoutMs = 10_000

export function signingProvider(services: ZoneServices, address: ProviderAddress): SigningProvider | null {
  const { signing: base, clientId, clientSecret = '' } = address
  if (base === undefined) return null
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    try {
      const answer = await fetch(`${base}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (!answer.ok) {
        services.log.warn('identity.signing-refused', { status: answer.status })
        return null
      }
      return await answer.json()
    } catch (error) {
      services.log.warn('identity.signing-away', { error })
      return null
    }
  }
  return {
    async open({ documents, returnUri, state }) {
      const sent = documents.map(({ title, bytes }) => ({ title, bytes: bytes.toString('base64') }))
      const read = opened.safeParse(await ask('/requests', { documents: sent, return_uri: returnUri, state }))
      return read.success ? { request: read.data.request, page: new URL(read.data.page) } : null
    },
    async fetch(request, code) {
      const read = result.safeParse(await ask(`/requests/${encodeURIComponent(request)}/result`, { code }))
      if (!read.success) return null
      return {
        subject: read.data.subject,
        signatures: new Map(
          read.data.signatures.map(({ sha256, signature }) => [sha256, Buffer.from(signature, 'base64')]),
        ),
        certificate: Buffer.from(read.data.certificate, 'base64'),
        signedAt: new Date(read.data.signed_at),
      }
    },
    async revocation(serial) {
      const read = status.safeParse(await ask(`/certificates/${encodeURIComponent(serial)}/status`))
      return read.success ? read.data.status : 'unknown'
    },
  }
}
