import { hashToken, newToken, sameBytes } from '../tokens.ts'

const minutes = 15
const most = 300

export interface SigningDocument {
  readonly title: string
  /** The exact bytes to show and sign. */
  readonly bytes: Buffer
}

export interface SigningRequest {
  readonly id: string
  /** What is shown and signed, text by text: one PIN, a signature for each. */
  readonly documents: readonly SigningDocument[]
  readonly returnUri: string
  readonly state: string
  readonly expiresAt: Date
}

export interface SigningResult {
  readonly subject: string
  /** In the order of the documents. */
  readonly signatures: readonly { readonly sha256: string; readonly signature: Buffer }[]
  readonly certificate: Buffer
  readonly signedAt: Date
}

/** Signing under way, in memory: asked for by the portal, shown to the person, fetched once by the portal. */
export class SigningRequests {
  readonly #requests = new Map<string, { request: SigningRequest; codeHash?: Buffer; result?: SigningResult }>()

  open(wish: Pick<SigningRequest, 'documents' | 'returnUri' | 'state'>, now: Date): SigningRequest {
    for (const [id, { request }] of this.#requests) {
      if (request.expiresAt > now && this.#requests.size < most) break
      this.#requests.delete(id)
    }
    const request = { ...wish, id: newToken(), expiresAt: new Date(now.getTime() + minutes * 60_000) }
    this.#requests.set(request.id, { request })
    return request
  }

  /** A request that still waits for its signature. */
  find(id: string, now: Date): SigningRequest | null {
    const entry = this.#requests.get(id)
    return entry !== undefined && entry.result === undefined && entry.request.expiresAt > now ? entry.request : null
  }

  /** Keeps the signature and gives the code with which the portal may fetch it. */
  complete(id: string, result: SigningResult): string {
    const entry = this.#requests.get(id)
    if (entry === undefined) throw new Error('No such signing request.')
    const code = newToken()
    this.#requests.set(id, { ...entry, result, codeHash: hashToken(code) })
    return code
  }

  /** The signature for its code; once. */
  take(id: string, code: string, now: Date): SigningResult | null {
    const entry = this.#requests.get(id)
    if (entry?.result === undefined || entry.codeHash === undefined || entry.request.expiresAt <= now) return null
    if (!sameBytes(entry.codeHash, hashToken(code))) return null
    this.#requests.delete(id)
    return entry.result
  }
}
