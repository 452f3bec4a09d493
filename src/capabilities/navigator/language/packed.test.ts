import path from 'node:path'
import { expect, test } from 'vitest'
import type { CityFacts } from '../../procedures/index.ts'
import { guideFiling } from '../rules/make-list.ts'
import { readGuideFolder } from './folder.ts'
import { packGuides, unpackGuides } from './packed.ts'

const filing = guideFiling('2026-12-01')
const facts: CityFacts = { settings: {}, register: () => [], isClosedDay: () => false }

test('guides are the same after they were packed as JSON', () => {
  const read = readGuideFolder(path.resolve('.'))
  expect(read.guides.length).toBeGreaterThan(10)
  const unpacked = unpackGuides(JSON.parse(JSON.stringify(packGuides(read))))
  expect(packGuides(unpacked)).toEqual(packGuides(read))
  expect([unpacked.offices, unpacked.things]).toEqual([read.offices, read.things])
  for (const [index, { questions }] of unpacked.guides.entries()) {
    const before = read.guides[index]?.questions
    expect(questions.definition).toEqual(before?.definition)
    expect(questions.route({}, filing, facts)).toEqual(before?.route({}, filing, facts))
  }
})
