import { WrongAddress } from '../files/file-faults.ts'
import { readLimited } from '../read-limited.ts'
import type { Zone } from '../zone.ts'
import { readOwnFile } from './own-file.ts'
import type { RelayServices } from './routes.ts'
import { settleReceipts } from './settle-receipts.ts'
import { signRequest } from './signed-request.ts'
import { listCitiesWaiting, listWaiting, markRefused } from './store.ts'
import { takeIn } from './take-in.ts'
import { citiesMessage, envelopesMessage, FILE_BYTES, fromWire, parseWire, receiptsMessage, toWire } from './wire.ts'

const ANSWER_BYTES = 24 * 1024 * 1024
const PATIENCE_MS = 30_000
/** A file that the line has damaged is asked for again before its envelope is refused. */
const FILE_TURNS = 3

/** The way out to the outer zone: over HTTP, or through the same process without sockets. */
export interface RelayLink {
  /** Where `/relay` is mounted, without it: `https://portal.example.jp`. */
  readonly base: string
  fetch(request: Request): Promise<Response>
}

/** A link over the network. */
export function httpLink(base: string): RelayLink {
  return { base: base.replace(/\/$/, ''), fetch: (request) => fetch(request) }
}

/** The line is down, or the other side does not accept us. Nothing is lost; the next round tries again. */
export class LineDown extends Error {
  override readonly name: string = 'LineDown'
}

/** The other side is there and answered this city badly: the line is up for the other cities. */
export class BadAnswer extends LineDown {
  override readonly name = 'BadAnswer'
}

/** The cities that have something to push or to fetch: one look here, one question there. Throws `LineDown`. */
export async function citiesToExchange(
  services: RelayServices,
  outer: Zone,
  link: RelayLink,
): Promise<ReadonlySet<string>> {
  const asking = services.cities[0]
  if (asking === undefined) return new Set()
  const outgoing = await listCitiesWaiting(services.db.system<unknown>('which cities have envelopes to push'), outer)
  const answer = parseWire(citiesMessage, await new Line(services, link, asking.id).call('/waiting', {}, ANSWER_BYTES))
  if (answer === undefined) throw new BadAnswer('The answer of the outer zone is unreadable.')
  return new Set([...outgoing, ...answer.cities])
}

/**
 * One exchange of the inner zone with the outer one, for one city: pushes what goes out, pulls what comes in.
 * `giveWay` is waited for before each batch that comes in. Returns whether anything moved. Throws `LineDown`.
 */
export async function exchange(
  services: RelayServices,
  outer: Zone,
  link: RelayLink,
  cityId: string,
  giveWay: () => Promise<void>,
): Promise<boolean> {
  const line = new Line(services, link, cityId)
  const pushed = await pushAll(services, outer, line, cityId)
  const pulled = await pullAll(services, outer, line, cityId, giveWay)
  return pushed || pulled
}

async function pushAll(services: RelayServices, outer: Zone, line: Line, cityId: string): Promise<boolean> {
  const db = services.db.city<unknown>(cityId)
  let moved = false
  for (;;) {
    const envelopes = await listWaiting(db, outer)
    if (envelopes.length === 0) return moved
    const answer = parseWire(
      receiptsMessage,
      await line.call('/deliveries', { envelopes: envelopes.map(toWire) }, ANSWER_BYTES),
    )
    if (answer === undefined) throw new BadAnswer('The answer of the outer zone is unreadable.')
    let progress = (await settleReceipts(services, outer, cityId, answer.receipts)).held > 0
    for (const address of answer.missing) {
      // Ours or not: only what one of these envelopes names is sent.
      const naming = envelopes.filter((envelope) => envelope.files.includes(address))
      if (naming.length === 0) continue
      const ciphertext = await readOwnFile(services.files, cityId, address)
      if (ciphertext !== undefined) await line.send(`/file/${address}`, ciphertext, 0)
      else for (const { envelopeId } of naming) await markRefused(db, { envelopeId, verdict: 'file-broken' })
      progress = true
    }
    // Without a valid receipt asking again at once would ask for ever.
    if (!progress) return moved
    moved = true
  }
}

async function pullAll(
  services: RelayServices,
  outer: Zone,
  line: Line,
  cityId: string,
  giveWay: () => Promise<void>,
): Promise<boolean> {
  let moved = false
  let previous: string | undefined
  for (;;) {
    await giveWay()
    const answer = parseWire(envelopesMessage, await line.call('/envelopes', {}, ANSWER_BYTES))
    if (answer === undefined) throw new BadAnswer('The answer of the outer zone is unreadable.')
    const first = answer.envelopes[0]?.envelopeId
    // What is offered again although we signed for it is left for a later round: asking at once would ask for ever.
    if (first === undefined || first === previous) return moved
    previous = first
    const taken = await takeIn(services, outer, cityId, answer.envelopes.map(fromWire), (address) =>
      fetchFile(services, line, cityId, address),
    )
    if (taken.receipts.length > 0) await line.call('/receipts', { receipts: taken.receipts, missing: [] }, 0)
    moved ||= taken.fresh > 0
  }
}

async function fetchFile(
  services: RelayServices,
  line: Line,
  cityId: string,
  address: string,
): Promise<'here' | 'broken'> {
  for (let turn = 0; turn < FILE_TURNS; turn += 1) {
    const ciphertext = await line.file(address)
    if (ciphertext === undefined) return 'broken'
    try {
      await services.files.putCiphertext(cityId, address, ciphertext)
      return 'here'
    } catch (error) {
      if (!(error instanceof WrongAddress)) throw error
    }
  }
  return 'broken'
}

class Line {
  readonly #services: RelayServices
  readonly #link: RelayLink
  readonly #cityId: string

  constructor(services: RelayServices, link: RelayLink, cityId: string) {
    this.#services = services
    this.#link = link
    this.#cityId = cityId
  }

  call(path: string, message: unknown, answerBytes: number): Promise<Buffer> {
    return this.send(path, Buffer.from(JSON.stringify(message), 'utf8'), answerBytes)
  }

  async send(path: string, body: Uint8Array, answerBytes: number): Promise<Buffer> {
    const response = await this.#request(path, body)
    if (!response.ok) throw new BadAnswer(`The outer zone answered ${response.status}.`)
    return this.#read(response, answerBytes)
  }

  async file(address: string): Promise<Buffer | undefined> {
    const response = await this.#request('/file', Buffer.from(JSON.stringify({ address }), 'utf8'))
    if (response.status === 404) return undefined
    if (!response.ok) throw new BadAnswer(`The outer zone answered ${response.status}.`)
    return this.#read(response, FILE_BYTES)
  }

  async #request(path: string, body: Uint8Array): Promise<Response> {
    const { zone, keys, clock } = this.#services
    const headers = signRequest(keys, { zone, cityId: this.#cityId, path, body }, clock.now())
    const request = new Request(`${this.#link.base}/relay${path}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    try {
      return await this.#link.fetch(request)
    } catch (cause) {
      throw new LineDown('The outer zone could not be reached.', { cause })
    }
  }

  async #read(response: Response, limit: number): Promise<Buffer> {
    try {
      const body = await readLimited(response, limit)
      if (body !== undefined) return body
    } catch (cause) {
      throw new LineDown('The line broke in the middle of an answer.', { cause })
    }
    throw new BadAnswer('The answer of the outer zone is too large.')
  }
}
