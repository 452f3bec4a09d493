import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../../test/support/folder.ts'
import { readCityFiles } from './city-files.ts'

function problemsOf(text: string): readonly string[] {
  const file = path.join(testFolder('city'), 'town.yaml')
  writeFileSync(file, text)
  try {
    readCityFiles({ cityFiles: [file], rootDir: path.resolve('.'), port: 4000, demo: false })
  } catch (error) {
    return (error as Error).message
      .replaceAll(`${file}: `, '')
      .split('\n')
      .map((line) => line.trim())
  }
  return []
}

test('every problem of a city file is a sentence with its place', () => {
  const lines = problemsOf(`
id: Big City
code: 352128
name: ""
nameEn: 1
nameEasy: まち
mayor: まちの長
phone: 0820-00-0000
demo: no way
origins: { portal: portal.example, shop: https://shop.example }
procedures: dog-registration
approvalMatters: [{ matter: m, label: l, deciderRank: 500, from: yesterday }]
`)
  expect(lines).toEqual([
    'The city files can not be used:',
    'id must begin with a lower-case letter and have lower-case letters and digits, at most 31.',
    'code must be a text (in quotation marks when it looks like a number).',
    'name must not be empty.',
    'nameEn must be a text (in quotation marks when it looks like a number).',
    'hours is missing.',
    'demo must be true or false.',
    'origins.portal must be an address: https://host',
    'origins has "shop", which nothing reads.',
    'procedures must be a list.',
    'approvalMatters[1].deciderRank must be at most 100.',
    'approvalMatters[1].from does not have the right form (/^\\d{4}-\\d{2}-\\d{2}$/).',
  ])
})

test('a mistyped code is noticed by its check digit', () => {
  const town = (code: string) =>
    `{ id: town, code: "${code}", name: 町, nameEn: T, nameEasy: まち, mayor: 長, phone: "0", hours: 昼 }`
  expect(problemsOf(town('352128'))).toEqual([])
  expect(problemsOf(town('352182'))[1]).toMatch(/^code has a wrong check digit/)
})

test('what is no YAML is told in one line, with its place', () => {
  expect(problemsOf('id: [town\nname: x\n')).toEqual([
    'The city files can not be used:',
    expect.stringMatching(/^this is no YAML: .* at line \d+, column \d+\.$/),
  ])
})
