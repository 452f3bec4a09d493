import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { repositoryProcedures } from '../../portal/test-support/app.ts'
import { type Answers, factsOfCase, filingOfCase } from '../../procedures/index.ts'
import { readRegisters } from '../../procedures/seeds/registers.ts'
import { type Example, exampleCases, sentAnswers } from '../test-support/examples.ts'
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

const registers = (await readRegisters(path.resolve('catalog/registers'))).cities.get('mihon') ?? []
const compiled = procedures.map((procedure) => ({
  procedure,
  validate: strictAjv().compile(schemaFile(procedure, origin)),
}))
const isOnline = ({ content: { filing } }: Example): boolean => (filing.channel ?? 'online') === 'online'

describe.each(compiled.map((each) => [each.procedure.definition.id, each] as const))(
  'the schema of %s',
  (id, { procedure, validate }) => {
    const examples = cases.filter((each) => each.procedure === id && isOnline(each))
    const accepted = examples.filter(({ content }) => content.expect.valid)

    test('takes every example that the rules accept', () => {
      const refused = accepted.flatMap(({ file, content }) =>
        validate(sentAnswers(content)) ? [] : [{ file, errors: validate.errors?.slice(0, 3) }],
      )
      expect(examples.length).toBeGreaterThan(4)
      expect(refused).toEqual([])
    })

    test('refuses an example with an answer left out only where the rules refuse it', () => {
      const stricter: string[] = []
      for (const { file, content } of accepted.slice(0, 4)) {
        const filing = filingOfCase(content, procedure)
        const facts = factsOfCase(content, registers, content.filing.today)
        for (const { left, answers } of withOneLeftOut(sentAnswers(content))) {
          if (validate(answers)) continue
          const problems = procedure.validate(answers as Answers, filing, facts)
          if (!problems.some(({ severity }) => severity !== 'warn')) stricter.push(`${file} without ${left}`)
        }
      }
      expect(stricter).toEqual([])
    })
  },
)

/** The same answers, each time without one of them. */
function withOneLeftOut(
  answers: Record<string, unknown>,
): readonly { readonly left: string; readonly answers: Record<string, unknown> }[] {
  return Object.entries(answers).flatMap(([group, given]) => {
    const items = (Array.isArray(given) ? given : [given]) as Record<string, unknown>[]
    return items.flatMap((item, at) =>
      Object.keys(item).map((id) => {
        const { [id]: _left, ...rest } = item
        const changed = items.map((each, index) => (index === at ? rest : each))
        return { left: `${group}.${id}`, answers: { ...answers, [group]: Array.isArray(given) ? changed : rest } }
      }),
    )
  })
}

test('refuses what is plainly wrong, and part of what the rules refuse (control)', () => {
  const refusals = compiled.map(({ procedure, validate }) => {
    const examples = cases.filter((each) => each.procedure === procedure.definition.id)
    expect(validate({ nobody: {} })).toBe(false)
    expect(validate([])).toBe(false)
    return examples.filter(({ content }) => !content.expect.valid && !validate(sentAnswers(content))).length
  })
  expect(refusals.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(50)
})
