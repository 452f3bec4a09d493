import { createServer, request, type Server } from 'node:http'

/** What the line may do to one exchange. */
const harms = ['none', 'cut before', 'cut after', 'half an answer', 'twice', 'changed'] as const
export type Harm = (typeof harms)[number]

export interface BadLine {
  readonly url: string
  /** How often each harm was done. */
  readonly done: Map<Harm, number>
  /** From now on nothing is harmed. */
  heal(): void
  close(): Promise<void>
}

/** A line to a portal that loses requests and answers, repeats requests and changes bytes, from a seed. */
export async function badLine(target: string, seed: number): Promise<BadLine> {
  const done = new Map<Harm, number>()
  let healed = false
  let state = seed
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const harm: Harm = healed || next() < 0.5 ? 'none' : (harms[1 + Math.floor(next() * 5)] ?? 'none')
      done.set(harm, (done.get(harm) ?? 0) + 1)
      const drop = (): void => {
        outgoing.destroy()
      }
      if (harm === 'cut before') {
        drop()
        return
      }
      const body = Buffer.concat(chunks)
      const ask = (answer: (status: number, bytes: Buffer) => void): void => {
        const { host: _host, connection: _connection, ...headers } = incoming.headers
        const asked = request(
          new URL(incoming.url ?? '/', target),
          { method: incoming.method ?? 'GET', headers },
          (got) => {
            const parts: Buffer[] = []
            got.on('data', (part: Buffer) => parts.push(part))
            got.on('end', () => answer(got.statusCode ?? 502, Buffer.concat(parts)))
          },
        )
        asked.on('error', drop)
        asked.end(body)
      }
      const give = (status: number, bytes: Buffer): void => {
        if (harm === 'cut after') {
          drop()
          return
        }
        if (harm === 'half an answer') {
          outgoing.writeHead(status, { 'content-length': bytes.length })
          outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)))
          setTimeout(drop, 5)
          return
        }
        const sent = Buffer.from(bytes)
        if (harm === 'changed' && sent.length > 0) {
          const at = Math.floor(next() * sent.length)
          sent[at] = (sent[at] ?? 0) ^ 1
        }
        outgoing.writeHead(status, { 'content-length': sent.length }).end(sent)
      }
      ask((status, bytes) => (harm === 'twice' ? ask(() => give(status, bytes)) : give(status, bytes)))
    })
    incoming.on('error', () => outgoing.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the line has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    done,
    heal: () => {
      healed = true
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
