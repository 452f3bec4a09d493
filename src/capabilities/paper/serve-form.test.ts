import { Hono } from 'hono'
import { afterAll, describe, expect, it } from 'vitest'
import type { City } from '../../platform/cities.ts'
import { HttpProblem, type WebEnv } from '../../platform/http/index.ts'
import { createTypesetter, type DocumentToSet, type Typesetter } from '../../platform/typesetter/typesetter.ts'
import type { CompiledProcedure } from '../procedures/index.ts'
import { paperFiles, serveForm } from './serve-form.ts'
import { repositoryProcedures } from './test-support/repository.ts'

const real = createTypesetter()
afterAll(() => real.close())
let settings = 0
const typesetter: Typesetter = {
  set: (document: DocumentToSet) => {
    settings += 1
    return real.set(document)
  },
  close: () => real.close(),
}
const all = await repositoryProcedures()
const dog = all.find(({ id }) => id === 'dog-registration')?.procedure ?? expect.fail()

const city: City = {
  id: 'yanai',
  name: '柳井市（デモ）',
  nameEn: 'Yanai City',
  nameEasy: '柳井市《やないし》',
  mayor: '柳井市長',
  phone: '0820-00-0000',
  hours: '',
  demo: true,
  origins: {},
  settings: { sections: { 'citizen-life': { name: { ja: '市民生活課' }, phone: '0820-00-0004' } } },
}

function ask(
  file: string,
  headers: Record<string, string> = {},
  procedure: CompiledProcedure = dog,
): Promise<Response> {
  const app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    c.set('city', city)
    await next()
  })
  app.get('/form/:file', (c) => serveForm(c, typesetter, procedure, c.req.param('file')))
  app.onError((error, c) => c.text('', error instanceof HttpProblem ? (error.status as 404) : 500))
  return Promise.resolve(app.request(`/form/${file}`, { headers }))
}

describe('a form over HTTP', () => {
  it.each(paperFiles)('%s is a PDF with a name of its own', async (file) => {
    const answer = await ask(file)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="dog-registration-${file}"`)
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  it('is set once for all who ask, and not at all for who has it', async () => {
    const first = await ask('form.pdf')
    const before = settings
    const answers = await Promise.all([ask('form.pdf'), ask('form.pdf')])
    for (const answer of answers) expect(answer.headers.get('etag')).toBe(first.headers.get('etag'))
    const known = await ask('form.pdf', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(known.status).toBe(304)
    expect((await known.arrayBuffer()).byteLength).toBe(0)
    expect(settings).toBe(before)
  })

  it('has another tag for another version, so that nobody prints an old form from a cache', async () => {
    const first = (await ask('form.pdf')).headers.get('etag')
    const next = await ask('form.pdf', { 'if-none-match': first ?? '' }, { ...dog, hash: 'f'.repeat(64) })
    expect(next.status).toBe(200)
    expect(next.headers.get('etag')).not.toBe(first)
  })

  it.each([
    'form',
    'form.PDF',
    '__proto__',
    'constructor',
    'toString',
    '..%2fform.pdf',
    'form.pdf%00',
    'form.pdf%0d%0aX:1',
    'x'.repeat(4000),
  ])('knows no file %#', async (file) => {
    const answer = await ask(file)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-disposition')).toBeNull()
  })

  it('has none for what is taken online only', async () => {
    const online = { ...dog, definition: { ...dog.definition, channels: ['online' as const] } }
    expect((await ask('form.pdf', {}, online)).status).toBe(404)
  })
})
