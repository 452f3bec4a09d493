import { describe, expect, test } from 'vitest'
import type { FilerKind } from '../../../procedures/index.ts'
import { repositoryProcedures } from '../../test-support/app.ts'
import { oftenTogether } from './often.ts'
import { inOrder } from './order.ts'
import { sharedPaths, sharedQuestions } from './questions.ts'
import { sharedPages } from './shared-pages.ts'
import { filersOf, signInForAll, sortOut } from './who.ts'

const ids = [
  'bulky-waste',
  'child-allowance-claim',
  'childcare-benefit-certification',
  'dog-registration',
  'event-registration',
  'ltc-certification-new',
  'ltc-copay-cert-reissue',
  'ltc-insured-cert-reissue',
  'library-hold',
  'nursery-application',
  'pregnancy-notification',
]
const procedures = repositoryProcedures(ids)
const find = (id: string) => {
  const found = procedures.find(({ definition }) => definition.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const asker = (id: string, filer: FilerKind = 'self') => ({ id, definition: find(id).definition, filer })
const facts = { settings: {}, register: () => [], isClosedDay: () => false }

describe('the same question', () => {
  test('is that of the same field of the same shared group of whoever files, whatever the groups are called', () => {
    const questions = sharedQuestions([asker('child-allowance-claim'), asker('dog-registration')])
    const name = questions.find(({ key }) => key.startsWith('person@filer/name'))
    expect(name?.stands.map(({ asker: by, group }) => `${by} ${group.id}`)).toEqual([
      'child-allowance-claim claimant',
      'dog-registration owner',
    ])
    expect(sharedPaths(questions, 'dog-registration')).toEqual(
      expect.arrayContaining(['owner.name', 'owner.address', 'contact.phone']),
    )
    // The dog's owner is not asked for the day of birth: it stays with the other procedure.
    expect(sharedPaths(questions, 'child-allowance-claim')).not.toContain('claimant.birth')
  })

  test('is not that of another person: a spouse is nobody but the spouse', () => {
    const questions = sharedQuestions([asker('child-allowance-claim'), asker('dog-registration')])
    expect(questions.flatMap(({ stands }) => stands.map(({ group }) => group.id))).not.toContain('spouse')
  })

  test('is not shared when the person whose application it is may be another', () => {
    const questions = sharedQuestions([asker('ltc-certification-new', 'family'), asker('bulky-waste', 'family')])
    expect(questions.filter(({ block }) => block.startsWith('person') || block.startsWith('contact'))).toEqual([])
  })

  test('a question with other choices is another question', () => {
    const questions = sharedQuestions([asker('child-allowance-claim'), asker('ltc-copay-cert-reissue')])
    expect(questions.some(({ block }) => block.startsWith('delivery'))).toBe(false)
    const alike = sharedQuestions([asker('child-allowance-claim'), asker('pregnancy-notification')])
    expect(alike.some(({ block }) => block.startsWith('delivery'))).toBe(true)
  })

  test('never is a consent, a 個人番号, or why this very card is issued again', () => {
    const questions = sharedQuestions([asker('ltc-copay-cert-reissue'), asker('ltc-insured-cert-reissue')])
    expect(questions.length).toBeGreaterThan(5)
    expect(questions.some(({ block }) => block.startsWith('reissue'))).toBe(false)
    const types = new Set(
      sharedQuestions([asker('childcare-benefit-certification'), asker('nursery-application')]).flatMap(({ stands }) =>
        stands.map(({ field }) => field.type),
      ),
    )
    expect([...types].filter((type) => type === 'consent' || type === 'individual-number')).toEqual([])
  })

  test('repeated groups are shared field by field, under one page each with the narrowest number of items', () => {
    const questions = sharedQuestions([asker('childcare-benefit-certification'), asker('nursery-application')])
    const pages = sharedPages(questions)
    const parents = pages.flatMap(({ blocks }) => blocks).find(({ group }) => group.id === 'parents')
    const bounds = parents?.questions[0]?.stands.map(({ group }) => group.repeat?.max ?? 0) ?? []
    expect(parents?.group.repeat?.max).toBe(Math.min(...bounds))
    expect(parents?.group.repeat?.max).toBeGreaterThan(0)
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length)
  })
})

describe('the order', () => {
  const of = (id: string, next: readonly string[], due?: string) => ({
    definition: { id, next: next.map((procedure) => ({ procedure, reason: { ja: '' } })) },
    ...(due === undefined ? {} : { due }),
  })
  const orderOf = (...all: ReturnType<typeof of>[]) => inOrder(all).map(({ definition }) => definition.id)

  test('what leads to another comes first, also when it has more time', () => {
    expect(orderOf(of('b', [], '2026-12-01'), of('a', ['b'], '2026-12-20'))).toEqual(['a', 'b'])
  })
  test('then the nearest last day, then the order given', () => {
    expect(orderOf(of('a', []), of('b', [], '2026-12-05'), of('c', [], '2026-12-04'), of('d', []))).toEqual([
      'c',
      'b',
      'a',
      'd',
    ])
  })
  test('two that lead to each other, and a circle, end and lose nobody', () => {
    expect(orderOf(of('a', ['b']), of('b', ['a'], '2026-12-01'))).toEqual(['b', 'a'])
    expect(orderOf(of('a', ['b']), of('b', ['c']), of('c', ['a'])).sort()).toEqual(['a', 'b', 'c'])
  })
})

describe('who may', () => {
  const all = ids.map((id) => ({ procedure: find(id) }))
  const as = { filer: 'self' as const, today: '2026-12-01', facts }
  const out = (sorted: ReturnType<typeof sortOut<{ procedure: ReturnType<typeof find> }>>, id: string) =>
    sorted.leftOut.find(({ each }) => each.procedure.definition.id === id)?.reason

  test('nobody signed in: everything says which sign-in it needs, and the strongest takes all in', () => {
    const sorted = sortOut(all, { ...as, assurance: undefined })
    expect(sorted.taken).toEqual([])
    expect(out(sorted, 'dog-registration')).toEqual({ why: 'assurance', level: 'contact' })
    expect(out(sorted, 'child-allowance-claim')).toEqual({ why: 'assurance', level: 'jpki-sign' })
    expect(signInForAll(sorted.leftOut)).toBe('jpki-sign')
  })

  test('with a mail address the weaker ones go together, the others say why not', () => {
    const sorted = sortOut(all, { ...as, assurance: 'contact' })
    expect(sorted.taken.map(({ procedure }) => procedure.definition.id)).toEqual(
      expect.arrayContaining(['bulky-waste', 'dog-registration']),
    )
    expect(out(sorted, 'child-allowance-claim')).toEqual({ why: 'assurance', level: 'jpki-sign' })
    expect(out(sorted, 'library-hold')).toEqual({ why: 'not-online' })
  })

  test('another filer leaves out what that filer may not file, and says who may', () => {
    const sorted = sortOut(all, { ...as, filer: 'family', assurance: 'jpki-sign' })
    expect(out(sorted, 'child-allowance-claim')).toEqual({ why: 'filer', may: ['self'] })
    expect(filersOf(procedures)[0]).toBe('self')
  })

  test('no more than eight at once', () => {
    const many = Array.from({ length: 10 }, () => ({ procedure: find('dog-registration') }))
    const sorted = sortOut(many, { ...as, assurance: 'jpki-sign' })
    expect(sorted.taken).toHaveLength(8)
    expect(sorted.leftOut.map(({ reason }) => reason.why)).toEqual(['too-many', 'too-many'])
  })
})

test('what is often filed together has a question in common, and what the procedure leads to comes first', () => {
  const near = oftenTogether(find('childcare-benefit-certification').definition, procedures)
  expect(near[0]?.definition.id).toBe('nursery-application')
  expect(near.map(({ definition }) => definition.id)).not.toContain('library-hold')
  expect(near.length).toBeLessThanOrEqual(5)
})
