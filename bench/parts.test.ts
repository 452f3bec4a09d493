import { expect, test } from 'vitest'
import { unknownPart, wantedParts } from './parts.ts'

const all = ['catalogue', 'portal', 'form', 'saving', 'submission', 'office', 'queue', 'search', 'export', 'start']

test('a part is measured with the group that it is in, a group with all of its parts, and everything without a name', () => {
  const of = (only?: string) => all.filter(wantedParts(only))
  expect(of('submission')).toEqual(['portal', 'submission'])
  expect(of('office')).toEqual(['office', 'queue', 'search', 'export'])
  expect(of('catalogue')).toEqual(['catalogue'])
  expect(of()).toEqual(all)
  expect(unknownPart('queue')).toBeUndefined()
  expect(unknownPart('qeue')).toContain('There is no part "qeue". The parts are: catalogue, portal, form')
})
