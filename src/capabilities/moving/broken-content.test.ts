import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { testFolder } from '../../../test/support/folder.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { guideFiles, guidesOf, navigator } from '../navigator/index.ts'
import { brokenDefinitions, type CityFacts, findingLine } from '../procedures/index.ts'
import { checkMovingContent, readMovingContent } from './content.ts'
import { followUpData } from './follow-ups/folder.ts'
import { followUpsOf } from './follow-ups/list.ts'
import type { Notice } from './format/notice.ts'
import { visitFiles } from './visit/visits.ts'

const data = testFolder('good')
/** What moving needs of the catalogue, and one guide besides; each folder is an installation of its own. */
const needed = ['_items', '_offices', '_things', 'moving-in', 'moving-out', 'moving-within', 'dog']
const guide = (name: string): string => `catalog/life-events/${name}.yaml`
const followUps = 'catalog/moving/follow-ups.yaml'
const visit = 'catalog/moving/visit.yaml'
const adapter = 'catalog/moving/adapters/office-csv.yaml'
const asIs = (file: string): string => readFileSync(path.resolve(file), 'utf8')

function installation(changed: Readonly<Record<string, string | null>> = {}): string {
  const root = testFolder('installation')
  mkdirSync(path.join(root, 'catalog/life-events'), { recursive: true })
  for (const name of needed) cpSync(path.resolve(guide(name)), path.join(root, guide(name)))
  cpSync(path.resolve('catalog/moving'), path.join(root, 'catalog/moving'), { recursive: true })
  for (const [file, text] of Object.entries(changed))
    if (text === null) rmSync(path.join(root, file))
    else writeFileSync(path.join(root, file), text)
  return root
}

/** One start: everything is read as the capabilities read it. */
function start(rootDir: string, dataDir = data): readonly string[] {
  guidesOf(rootDir, { dataDir })
  return [...guideFiles.broken(rootDir), ...readMovingContent({ rootDir, dataDir })].map(findingLine)
}

beforeAll(() => {
  expect(start(installation())).toEqual([])
})

const bomb = [
  'a: &a [x, x, x, x, x, x]',
  ...'bcdefg'.split('').map((b, i) => `${b}: &${b} [*${'abcdefg'[i]}, *${'abcdefg'[i]}]`),
].join('\n')
const endless = `${asIs(guide('dog'))}`.replace(
  "when: dog.event == 'died'",
  `when: "${Array(400).fill("dog.event == 'died'").join(' || ')}"`,
)

describe('a file that is broken, or means harm, at a later start', () => {
  test.each([
    ['a bomb of aliases', guide('moving-in'), bomb],
    [
      'a script in a label',
      guide('dog'),
      asIs(guide('dog')).replace(/title: \{ ja: [^,]+/, 'title: { ja: "<script>alert(1)</script>"'),
    ],
    ['an expression as long as a book', guide('dog'), endless],
    ['half a file', guide('moving-out'), asIs(guide('moving-out')).slice(0, 900)],
    ['no file at all', guide('_items'), null],
    ['a list of offices that is none', guide('_offices'), 'schema: 9'],
    ['a number without end', followUps, asIs(followUps).replace('upTo: 18', `upTo: ${'9'.repeat(400)}`)],
    ['deep brackets', followUps, `a: ${'['.repeat(5000)}`],
    [
      'a word that there is not',
      followUps,
      asIs(followUps).replace('residence-card: foreigner', 'residence-card: alien'),
    ],
    ['__proto__', visit, `${asIs(visit)}\n__proto__: { polluted: yes }\n`],
    ['bytes', adapter, '\u0000\u0001'],
    ['a fresh file', 'catalog/moving/adapters/new.yaml', 'id: {'],
    ['a fresh guide', guide('zzz'), 'id: {'],
  ])('%s: what was good stays, and it is said with its place', (_, file, text) => {
    const root = installation({ [file]: text })
    const told = start(root)
    expect(told.length).toBeGreaterThan(0)
    for (const line of told) expect(line).toMatch(/^catalog\/[a-z-]+\/[a-z_/-]+\.yaml:\d+:\d+ エラー .*[ぁ-ん]/)
    expect(told.some((line) => line.startsWith(`${file}:`))).toBe(true)
    const ids = guidesOf(root).guides.map(({ guide: { id } }) => id)
    expect(ids).toEqual(['dog', 'moving-in', 'moving-out', 'moving-within'])
    expect(followUpData(root).people.child).toEqual([{ schoolYears: { upTo: 18 } }])
    expect(visitFiles.of({ rootDir: root }).guide.id).toBe('moving-visit')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    // What a check before publication says, and what a first start is refused with.
    const found = [...guideFiles.check(root), ...checkMovingContent(root)]
    expect(found.map(({ file: at }) => at)).toContain(file)
    expect(() => start(installation({ [file]: text }), testFolder('fresh'))).toThrow(file)
  })

  test('what is good beside it is taken in, and is good from then on', () => {
    const renamed = asIs(guide('dog')).replace('minutes: 2', 'minutes: 7')
    const minutes = (root: string) => guidesOf(root).guides.find(({ guide: { id } }) => id === 'dog')?.guide.minutes
    const mixed = installation({ [guide('dog')]: renamed, [guide('moving-in')]: 'id: {' })
    expect(start(mixed).every((line) => line.startsWith(guide('moving-in')))).toBe(true)
    expect(minutes(mixed)).toBe(7)
    const worse = installation({ [guide('dog')]: 'id: {', [guide('moving-in')]: 'id: {' })
    start(worse)
    expect(minutes(worse)).toBe(7)
  })

  test('a guide that is gone leaves the list of what follows empty, and nothing breaks', () => {
    const root = installation({ [guide('moving-within')]: null })
    expect(start(root).join()).toContain('ガイド「moving-within」がありません')
    const notice = {
      id: 'n-1',
      kind: 'move-within',
      filedAt: '2026-11-20T01:00:00Z',
      movedOn: '2026-11-20',
      part: 'all',
      to: { line: '山口県柳井市旭ケ丘1-2' },
      people: [{ name: '見本　花子', kana: 'ミホン　ハナコ', bornOn: '1990-05-05' }],
    } as const
    const facts = { settings: {} } as unknown as CityFacts
    const found = followUpsOf(root, notice as unknown as Notice, {}, '2026-11-24', facts, [])
    expect(found).toMatchObject({ guide: undefined, open: [], list: [] })
  })

  test('a city that is added later has what was good, and its office is told', async () => {
    const rootDir = installation({ [guide('dog')]: 'id: {' })
    const said: string[] = []
    const log = { error: (event: string) => void said.push(event) }
    const cities = [{ id: 'yanai' }, { id: 'mihon' }]
    const services = { config: { rootDir, dataDir: data }, cities, log } as unknown as ZoneServices<'office'>
    await navigator.parts.office?.start?.(services)
    for (const { id } of cities) expect(brokenDefinitions(services, id).join()).toContain(guide('dog'))
    expect(said).toEqual(['guide-definition-broken', 'guide-definition-broken'])
    // Each zone reads the files: one that runs alone tells, two in one process write it once.
    const told = async (...zones: readonly (readonly [string, object])[]) => {
      for (const [zone, log] of zones) {
        const db = { city: () => ({ deleteFrom: () => ({ where: () => ({ execute: async () => [] }) }) }) }
        const of = { config: { rootDir, dataDir: data }, cities, log, zone, db, clock: { now: () => new Date() } }
        const part = navigator.parts[zone as 'internet']
        await part?.start?.(of as unknown as ZoneServices)
        await part?.stop?.()
        for (const { id } of cities)
          expect(brokenDefinitions(of as unknown as ZoneServices, id).join()).toContain(guide('dog'))
      }
    }
    const lines: string[] = []
    const heard = { error: (event: string) => void lines.push(event) }
    await told(['internet', heard])
    expect(lines.filter((event) => event === 'guide-definition-broken')).toHaveLength(2)
    await told(['office', heard])
    expect(lines.filter((event) => event === 'guide-definition-broken')).toHaveLength(2)
    expect(guidesOf(rootDir).guides).toHaveLength(4)
  })
})
