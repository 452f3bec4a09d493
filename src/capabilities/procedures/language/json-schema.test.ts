import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { editorSchemas } from './json-schema.ts'
import { sampleProcedure } from './test-support/sample.ts'

const root = path.resolve('.')

describe('the schemas for editors', () => {
  it.each(Object.entries(editorSchemas()))('%s is the one the program checks with', (file, text) => {
    if (process.env.YANAGI_WRITE_SCHEMAS === 'yes') writeFileSync(path.join(root, file), text)
    expect(readFileSync(path.join(root, file), 'utf8')).toBe(text)
  })

  it('take what the program takes and refuse an unknown key', () => {
    const schema = JSON.parse(editorSchemas()['procedures/procedure.schema.json'] ?? '{}')
    const validate = new Ajv({ strict: false }).compile(schema)
    const written = parse(sampleProcedure())
    expect(validate(written), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...written, sumary: {} })).toBe(false)
  })
})
