import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { repositoryProcedures } from '../../portal/test-support/app.ts'
import { exampleCases, sentAnswers } from '../test-support/examples.ts'
import { ownKeywords } from './json-schema.ts'
import { schemaFile } from './schema-file.ts'

const origin = 'http://localhost:4000'
const day = /^\d{4}-\d{2}-\d{2}$/

/** Strict: an unknown keyword, a condition without a type, a required name without a property is an error. */
function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true, logger: false })
  ajv.addVocabulary([...ownKeywords])
  ajv.addFormat('date', (text: string) => day.test(text) && !Number.isNaN(Date.parse(text)))
  return ajv
}

const procedures = repositoryProcedures()
const cases = exampleCases(path.resolve('procedures'))

describe.each(procedures.map((procedure) => [procedure.definition.id, procedure] as const))(
  'the schema of %s',
  (id, procedure) => {
    const validate = strictAjv().compile(schemaFile(procedure, origin))
    const examples = cases.filter((each) => each.procedure === id)

    test('takes every example that the rules accept', () => {
      const refused = examples.flatMap(({ file, content }) => {
        if (!content.expect.valid || (content.filing.channel ?? 'online') !== 'online') return []
        return validate(sentAnswers(content)) ? [] : [{ file, errors: validate.errors?.slice(0, 3) }]
      })
      expect(examples.length).toBeGreaterThan(5)
      expect(refused).toEqual([])
    })
  },
)

test('refuses what is plainly wrong, and part of what the rules refuse (control)', () => {
  const refusals = procedures.map((procedure) => {
    const validate = strictAjv().compile(schemaFile(procedure, origin))
    const examples = cases.filter((each) => each.procedure === procedure.definition.id)
    expect(validate({ nobody: {} })).toBe(false)
    expect(validate([])).toBe(false)
    return examples.filter(({ content }) => !content.expect.valid && !validate(sentAnswers(content))).length
  })
  expect(refusals.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(50)
})
