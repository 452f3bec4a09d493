import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { testFolder } from '../../../../test/support/folder.ts'
import { testCities } from '../../../../test/support/services.ts'
import { repositoryProcedures } from '../../portal/test-support/app.ts'
import { operations } from '../operations.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { answersName, openApiDocument } from './document.ts'
import { typescriptClient } from './typescript.ts'

const [yanai] = testCities
if (yanai === undefined) throw new Error('no city')
const procedures = repositoryProcedures()
const document = openApiDocument(yanai, procedures, operations)

describe('the OpenAPI document', () => {
  test('is one: version 3.1, and every reference leads somewhere', async () => {
    const validator = new Validator()
    const result = await validator.validate(structuredClone(document))
    expect(result.errors).toBeUndefined()
    expect([result.valid, validator.version]).toEqual([true, '3.1'])
    const { schemas } = document.components as { schemas: Record<string, unknown> }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference)
    const known = new Set(Object.keys(schemas).map((name) => `#/components/schemas/${name}`))
    expect(references.filter((each) => !known.has(each ?? ''))).toEqual([])
    expect(references.length).toBeGreaterThan(500)
  })

  test('tells a programmer what each thing means: every member of a request and of an application, every path', () => {
    const { schemas } = document.components as { schemas: Record<string, JsonSchema> }
    const membersOf = (schema: JsonSchema | undefined) =>
      Object.entries((schema?.properties ?? {}) as Record<string, JsonSchema>)
    const paths = Object.entries(document.paths as Record<string, Record<string, JsonSchema>>)
    const items = paths.flatMap(([path, methods]) => Object.values(methods).map((item) => ({ path, item })))
    const bodies = items.flatMap(({ path, item }) => {
      const content = (item.requestBody as JsonSchema | undefined)?.content as Record<string, JsonSchema> | undefined
      return membersOf(content?.['application/json']?.schema as JsonSchema | undefined).map(
        ([name, each]) => [`${path} ${name}`, each] as const,
      )
    })
    const parameters = items.flatMap(({ path, item }) =>
      (item.parameters as readonly JsonSchema[]).map((each) => [`${path} ${String(each.name)}`, each] as const),
    )
    const silent = [...bodies, ...parameters, ...membersOf(schemas.Application), ...membersOf(schemas.Correction)]
      .filter(([, each]) => each.description === undefined && each.$ref === undefined)
      .map(([name]) => name)
    expect(silent.filter((name) => !['fee', 'requestedAt'].includes(name))).toEqual([])
    expect(bodies.length).toBeGreaterThan(100)
    // A member that may be one of two things is no unknown to whoever compiles against it.
    expect(typescriptClient(document)).toMatch(/readonly decision: Decision \| null\n/)
  })

  test('a document with a mistake is no document (control)', async () => {
    const wrong = { ...structuredClone(document), paths: { '/x': { get: { responses: 5 } } } }
    expect((await new Validator().validate(wrong)).valid).toBe(false)
  })

  test('has the answers of every procedure that is filed here, and two operations to send them', () => {
    const here = procedures.filter(({ definition }) => definition.carriedBy === undefined)
    const { schemas } = document.components as { schemas: Record<string, unknown> }
    const paths = Object.keys(document.paths as Record<string, unknown>)
    expect(here.filter((each) => schemas[answersName(each)] === undefined)).toEqual([])
    for (const { definition } of here) {
      expect(paths).toContain(`/procedures/${definition.id}/validate`)
      expect(paths).toContain(`/procedures/${definition.id}/applications`)
    }
    const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (each) => Object.values(each).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})

/** Compiles the generated client together with a use of it, as strictly as this repository. */
function compile(use: string): { readonly status: number | null; readonly said: string } {
  const folder = testFolder('client')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'client.ts'), typescriptClient(document))
  writeFileSync(path.join(folder, 'use.ts'), use)
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'es2022',
        module: 'esnext',
        moduleResolution: 'bundler',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        erasableSyntaxOnly: false,
      },
      files: ['client.ts', 'use.ts'],
    }),
  )
  const tsc = path.resolve('node_modules/.bin/tsc')
  const done = spawnSync(tsc, ['-p', folder], { encoding: 'utf8' })
  return { status: done.status, said: done.stdout + done.stderr }
}

const start = `import { createCall, createClient, type DogRegistrationAnswers } from './client'
const city = createClient(createCall({ clientId: 'c', clientSecret: 's' }))
`

describe('the generated client', () => {
  test('compiles, and so does a program that uses it', () => {
    const { said, status } = compile(`${start}
export async function file(answers: DogRegistrationAnswers): Promise<string> {
  const list = await city.procedures({ q: 'dog', perPage: 5 })
  const tried = await city.validateDogRegistration({ body: { filer: 'self', assurance: 'contact', answers } })
  if (!tried.accepted) throw new Error(tried.problems.map((each) => each.message.ja).join())
  const sent = await city.fileDogRegistration({
    'Idempotency-Key': 'one-key-for-one-application',
    body: { answers, assurance: 'contact', declared: true },
  })
  const seen = await city.application({ receipt: sent.receiptNumber })
  return seen.state === 'completed' ? list.procedures[0]?.name.ja ?? '' : seen.receiptNumber
}
`)
    expect(said).toBe('')
    expect(status).toBe(0)
  }, 60_000)

  test('a program that leaves out what is needed does not compile (control)', () => {
    const { said, status } = compile(`${start}
export const wrong = city.fileDogRegistration({ body: { answers: { dog: { name: 5 } } } })
`)
    expect(status).not.toBe(0)
    expect(said).toContain('use.ts')
  }, 60_000)
})
