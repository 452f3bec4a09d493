import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readGuideFolder } from '../language/folder.ts'
import { checkGuides, runCase } from './check-guides.ts'
import { repositoryProcedures } from './repository-procedures.ts'

const root = path.resolve('.')

test('every guide of the repository is right, and its examples come out as written', () => {
  const report = checkGuides(root)
  expect(report.problems).toEqual([])
  expect(report.guides.map(({ id }) => id)).toEqual([
    ...['bereavement', 'birth', 'business', 'care', 'disability', 'disaster', 'divorce', 'dog'],
    ...['marriage', 'moving-in', 'moving-out', 'moving-within', 'school'],
  ])
  expect(report.guides.filter(({ cases }) => cases < 3)).toEqual([])
})

test('an example that comes out otherwise says what differs', () => {
  const dog = readGuideFolder(root).guides.find(({ guide }) => guide.id === 'dog')
  if (dog === undefined) throw new Error('no guide')
  const one = {
    name: '死んだ',
    today: '2026-11-27',
    answers: { dog: { event: 'died' }, other: { on: '2026-11-25' }, start: { chip: true } },
    items: ['died 2026-12-24', 'body'],
    benefits: ['body'],
  }
  const differences = runCase(dog, one, repositoryProcedures(root))
  expect(differences).toHaveLength(3)
  expect(differences[0]).toContain('start.chip')
  expect(differences[1]).toContain('できたもの　　：died 2026-12-25、body')
  expect(differences[2]).toContain('受けられるかもしれないもの')
})

test('every office that is a section has its name and telephone in each demonstration city', () => {
  const codes = [...readGuideFolder(root).offices.values()].flatMap(({ section }) => section ?? [])
  expect(codes.length).toBeGreaterThan(10)
  for (const city of ['yanai', 'mihon']) {
    const { settings } = parse(readFileSync(path.join(root, `catalog/cities/${city}.yaml`), 'utf8'))
    expect(
      codes.filter((code) => !/^[\d-]+$/.test(settings.sections[code]?.phone ?? '')),
      city,
    ).toEqual([])
  }
})
