import { connect } from 'node:net'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../src/app/listen.ts'
import { HttpProblem, readForm } from '../../src/platform/http/index.ts'

const seen: string[] = []
let listening: Listening

beforeAll(async () => {
  const app = new Hono()
  app.post('/', async (c) => {
    const form = await readForm(c, { bodyBytes: 2000 })
    return c.text(form.text('a'))
  })
  app.onError((error, c) => {
    const told = error instanceof HttpProblem ? `${error.status} ${error.code}` : `500 ${String(error)}`
    seen.push(told)
    return c.text(told, 400)
  })
  listening = await listen('127.0.0.1', 0, (request, bindings) => app.fetch(request, bindings))
})
afterAll(() => listening.close(0))

const head = (...headers: string[]): string =>
  ['POST / HTTP/1.1', 'host: x', 'content-type: application/x-www-form-urlencoded', ...headers, '', ''].join('\r\n')

/** Sends the pieces one after another and answers with what came back until the line was closed. */
function talk(pieces: readonly string[], { cut = false } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(listening.port, '127.0.0.1')
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8')
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
    const [first = '', ...rest] = pieces
    socket.write(first)
    for (const [i, piece] of rest.entries()) setTimeout(() => socket.destroyed || socket.write(piece), 20 * (i + 1))
    if (cut) setTimeout(() => socket.destroy(), 20 * (pieces.length + 1))
  })
}

const bodyOf = (answer: string): string => answer.slice(answer.indexOf('\r\n\r\n') + 4)

describe('the body of a form on a real connection', () => {
  it('is read as it comes in, whole or in pieces', async () => {
    expect(bodyOf(await talk([head('content-length: 5', 'connection: close'), 'a=', '%41']))).toBe('A')
    expect(
      bodyOf(
        await talk([head('transfer-encoding: chunked', 'connection: close'), '2\r\na=\r\n', '1\r\nb\r\n0\r\n\r\n']),
      ),
    ).toBe('b')
  })

  it('is refused by its announced length before it is sent', async () => {
    const answer = await talk([head('content-length: 3000', 'connection: close')])
    expect(answer).toContain('413 too-large')
  })

  it('is refused at the byte that is too much when nothing was announced', async () => {
    const chunk = `3e8\r\n${'a'.repeat(1000)}\r\n`
    const answer = await talk([head('transfer-encoding: chunked', 'connection: close'), chunk, chunk, chunk, chunk])
    expect(answer).toContain('413 too-large')
  })

  it('that never ends because the line was cut is an unreadable form, and the next one is read', async () => {
    seen.length = 0
    await talk([head('content-length: 100'), 'a=1'], { cut: true })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(seen).toEqual(['400 unreadable-form'])
    expect(bodyOf(await talk([`${head('content-length: 3', 'connection: close')}a=2`]))).toBe('2')
  })
})
