import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { HttpProblem } from './http-problem.ts'
import { readForm } from './posted-form.ts'

const app = new Hono()
app.post('/', async (c) => {
  const form = await readForm(c, { bodyBytes: 2000, parts: 50 })
  return c.json({
    fields: [...form.fields],
    files: [...form.files].map(([name, files]) => [name, files.map((file) => [file.name, file.bytes.length])]),
  })
})
app.onError((error, c) =>
  c.text(
    error instanceof HttpProblem ? `${error.status} ${error.code}` : `500 ${String(error)}`,
    error instanceof HttpProblem ? error.status : 500,
  ),
)

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
const post = async (
  body: string | FormData | ReadableStream,
  headers: Record<string, string> = urlencoded,
): Promise<string> =>
  (
    await app.request('/', {
      method: 'POST',
      body,
      headers: body instanceof FormData ? {} : headers,
      duplex: 'half',
    } as RequestInit)
  ).text()

describe('reading a posted form', () => {
  it('keeps every value of a name in order, as it was sent', async () => {
    expect(JSON.parse(await post('a=1&a=%EF%BC%92&b=+x%20'))).toMatchObject({
      fields: [
        ['a', ['1', '２']],
        ['b', [' x ']],
      ],
    })
  })
  it('reads files with their names', async () => {
    const form = new FormData()
    form.append('photo', new Blob([new Uint8Array(10)]), '写真.jpg')
    form.append('note', 'あ')
    expect(JSON.parse(await post(form))).toEqual({ fields: [['note', ['あ']]], files: [['photo', [['写真.jpg', 10]]]] })
  })
  it.each([
    ['a body that is too large', 'a='.padEnd(3000, 'x'), urlencoded, '413 too-large'],
    ['too many fields', 'a=1&'.repeat(51), urlencoded, '413 too-large'],
    ['another content type', '{"a":1}', { 'content-type': 'application/json' }, '415 form-expected'],
    ['no content type', 'a=1', { 'content-type': 'text/plain' }, '415 form-expected'],
    ['a packed body', 'a=1', { ...urlencoded, 'content-encoding': 'gzip' }, '415 form-expected'],
    ['escapes that are no UTF-8', 'a=%ED%A0%80', urlencoded, '400 unreadable-form'],
    [
      'a multipart body without its boundary',
      'x',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '400 unreadable-form',
    ],
  ])('refuses %s', async (_name, body, headers, answer) => {
    expect(await post(body, headers)).toBe(answer)
  })
  it('refuses a multipart text of another encoding instead of keeping signs that nobody typed', async () => {
    const part = (bytes: readonly number[]) =>
      Buffer.concat([
        Buffer.from('--b\r\nContent-Disposition: form-data; name="family"\r\n\r\n'),
        Buffer.from(bytes),
        Buffer.from('\r\n--b--\r\n'),
      ])
    const send = async (bytes: readonly number[]) =>
      (
        await app.request('/', {
          method: 'POST',
          body: part(bytes),
          headers: { 'content-type': 'multipart/form-data; boundary=b' },
        })
      ).text()
    // 山 in Shift_JIS, and in UTF-8.
    expect(await send([0x8e, 0x52])).toBe('400 unreadable-form')
    expect(JSON.parse(await send([...Buffer.from('山')]))).toMatchObject({ fields: [['family', ['山']]] })
  })
  it('counts the bytes that arrive, whatever the headers say', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('a=1&'.repeat(100))),
    })
    expect(await post(endless, { ...urlencoded, 'content-length': '5' })).toBe('413 too-large')
  })
  it('answers anything with a form, 400 or 413, never with a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'multipart/form-data'),
        async (bytes, type) => {
          const answer = await (
            await app.request('/', { method: 'POST', body: Buffer.from(bytes), headers: { 'content-type': type } })
          ).text()
          expect(answer.startsWith('500')).toBe(false)
        },
      ),
      { numRuns: 300 },
    )
  })
})
