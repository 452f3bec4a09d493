import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CityFacts, Filing } from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import { loadProcedure } from '../language/load.ts'
import { sampleProcedure } from '../language/test-support/sample.ts'
import { compile } from './compile.ts'

const { definition } = loadProcedure(sampleProcedure())
const procedure = compile(definition ?? expect.fail('the sample is broken'), 'f'.repeat(64))
const filing: Filing = {
  today: '2026-11-20',
  filedOn: '2026-11-20',
  channel: 'online',
  filer: 'self',
  assurance: 'jpki-sign',
}
const city: CityFacts = {
  settings: {},
  register: () => [
    { id: 'sofa', label: { ja: 'ソファー' }, facts: { tier: 'a' } },
    { id: 'tv', label: { ja: 'テレビ' }, facts: { tier: 'no' } },
  ],
  isClosedDay: () => false,
}
const full: Answers = {
  claim: { reason: 'birth', eventOn: '2026-11-18', spouse: false },
  children: [{ birth: '2026-11-18' }, { birth: '2015-04-01', apart: true, town: '見本町' }],
  items: { way: 'portal' },
}
const read = (page: string, posted: Record<string, string | string[]>, before: Answers = {}) => {
  const form = new Map(Object.entries(posted).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]))
  return procedure.readPage(page, form, before, filing, city)
}
const lines = (problems: readonly { readonly code: string; readonly path: string }[]) =>
  problems.map(({ code, path }) => `${code} @ ${path}`)

describe('the route', () => {
  it('asks only what the answers make necessary; what is off it never counts', () => {
    const pages = (answers: Answers) =>
      procedure.route(answers, filing, city).map(({ page, status }) => `${page.id} ${status}`)
    expect(pages({})).toEqual(['reason open', 'children open', 'items open'])
    expect(pages(full)).toEqual(['reason done', 'children done', 'items done'])
    const married = { ...full, claim: { ...(full.claim as object), spouse: true } } as Answers
    expect(pages(married)).toEqual(['reason done', 'spouse open', 'children done', 'items done'])
    const stale = { ...full, spouse: { income: 5 } } as Answers
    expect(procedure.relevant(stale, filing, city)).toEqual(full)
  })

  it('looks at an item of a repeated group on its own', () => {
    const paths = procedure.route(full, filing, city).flatMap(({ fields }) => fields.map(({ path }) => path))
    expect(paths).toContain('children.1.town')
    expect(paths).not.toContain('children.0.town')
  })
})

describe('the season of acceptance', () => {
  // 2025-08-31 is a Sunday, 2025-12-31 falls into the days between the years.
  const closed = new Set([
    '2025-08-30',
    '2025-08-31',
    '2025-12-31',
    '2026-01-01',
    '2026-01-02',
    '2026-01-03',
    '2026-01-04',
  ])
  const open = (season: string, days: readonly string[]) => {
    const { definition: seasonal } = loadProcedure(
      sampleProcedure({
        acceptance: `{ season: ${season}, closedText: { ja: 時期の外, easy: 時期の外, en: closed } }`,
      }),
    )
    const compiled = compile(seasonal ?? expect.fail('the sample is broken'), 'e'.repeat(64))
    return days.map((day) => compiled.acceptance(day, { ...city, isClosedDay: (one) => closed.has(one) }).open)
  }

  it('ends on its last day, or on the next open day where the definition says so', () => {
    const days = ['2025-07-31', '2025-08-01', '2025-08-31', '2025-09-01', '2025-09-02']
    expect(open('{ from: 08-01, to: 08-31 }', days)).toEqual([false, true, true, false, false])
    expect(open('{ from: 08-01, to: 08-31, shiftToOpenDay: true }', days)).toEqual([false, true, true, true, false])
    expect(open('{ from: 08-01, to: 08-31, shiftToOpenDay: true }', ['2026-08-31', '2026-09-01'])).toEqual([
      true,
      false,
    ])
  })

  it('is over while the procedure is paused, with the text that residents read', () => {
    const { definition: paused } = loadProcedure(
      sampleProcedure({ acceptance: '{ paused: true, closedText: { ja: 休止中, easy: 休止中, en: paused } }' }),
    )
    const compiled = compile(paused ?? expect.fail('the sample is broken'), 'f'.repeat(64))
    expect(compiled.acceptance('2026-12-01', city)).toMatchObject({ open: false, text: { ja: '休止中' } })
  })

  it('moves its last day over the end of the year too', () => {
    const days = ['2025-11-30', '2025-12-31', '2026-01-04', '2026-01-05', '2026-01-06']
    expect(open('{ from: 12-01, to: 12-31, shiftToOpenDay: true }', days)).toEqual([false, true, true, true, false])
  })
})

describe('values, tables, fees', () => {
  it('come out by item and in all', () => {
    const { values, fee, conditions } = procedure.evaluate(full, filing, city)
    expect(values).toMatchObject({ startMonth: '2026-12', ages: [0, 11], rate: [15, 10], total: 250_000 })
    expect(conditions).toEqual({ born: true, hasSpouse: false })
    expect(fee.total).toBe(400)
    expect(procedure.approvalAmount(full, filing, city)).toBe(250_000)
    expect(procedure.evaluate(full, filing, { ...city, settings: { monthly: 20_000 } }).values.total).toBe(500_000)
    expect(procedure.shownValues(full, filing, city, 'resident').map(({ text }) => text.ja)).toEqual([
      '令和8年12月',
      '250,000円',
    ])
  })

  it('a missing answer is null and stops nothing', () => {
    expect(procedure.evaluate({}, filing, city).values).toEqual({ startMonth: null, ages: [], rate: [], total: 0 })
    expect(lines(procedure.validate({}, filing, city))).toEqual(
      ['missing @ claim.reason', 'missing @ claim.spouse', 'missing @ items.way', 'missing-items @ children'].map(
        (line) => line.replace('missing-items', 'missing'),
      ),
    )
  })
})

describe('a decision table', () => {
  const tables = `
  rates:
    label: 率
    each: children
    asOf: item.birth
    inputs: { age: values.ages, apart: item.apart }
    versions:
      - { from: "2010-04-01", source: 旧法, rows: [{ when: { age: "-" }, then: { rate: 1 } }] }
      - from: "2020-04-01"
        source: 新法
        rows:
          - { when: { age: "= value * 2 > 4 && value < settings.monthly", apart: "true" }, then: { rate: 2 } }
          - { when: { age: "in [0, 1]", apart: "null" }, then: { rate: 3 } }`
  const loaded = loadProcedure(sampleProcedure({ tables }))
  const dated = compile(loaded.definition ?? expect.fail(JSON.stringify(loaded.findings)), 'd'.repeat(64))
  const rate = (birth: string, apart?: boolean) => {
    const children = [{ birth, ...(apart === undefined ? {} : { apart }) }]
    return dated.evaluate({ ...full, children } as Answers, filing, city).values.rate
  }

  it('takes the version in force on its day, and the first row whose cells all hold', () => {
    expect(rate('2009-01-01')).toEqual([null])
    expect(rate('2010-04-01')).toEqual([1])
    expect(rate('2020-03-31')).toEqual([1])
    expect(rate('2020-04-01', true)).toEqual([2])
    expect(rate('2020-04-01', false)).toEqual([null])
    expect(rate('2026-01-01')).toEqual([3])
  })
})

describe('a refusal explains itself', () => {
  it('with the rule, the article, the compared values and its sentence filled in', () => {
    const late = { ...full, claim: { reason: 'birth', eventOn: '2026-11-01', spouse: false } } as Answers
    expect(procedure.validate(late, filing, city)).toEqual([
      {
        path: 'claim.eventOn',
        code: 'within-15',
        severity: 'warn',
        message: { ja: '令和8年11月16日を過ぎています', easy: '2026年11月16日', en: 'November 16, 2026' },
        rule: { id: 'within-15', article: '見本法第2条', compared: [{ name: 'last', value: '令和8年11月16日' }] },
      },
    ])
  })

  it('at the item it is about', () => {
    const grown = { ...full, children: [{ birth: '2026-11-18' }, { birth: '2000-01-01' }] } as Answers
    expect(lines(procedure.validate(grown, filing, city))).toEqual(['child-young @ children.1.birth'])
  })
})

describe('a posted page', () => {
  it('is normalised, and what a condition hides is dropped', () => {
    const { answers, problems } = read('reason', {
      'claim.reason': 'birth',
      'claim.eventOn.era': 'reiwa',
      'claim.eventOn.year': '８',
      'claim.eventOn.month': '１１',
      'claim.eventOn.day': '18',
      'claim.spouse': 'no',
      'claim.note': '😀 そのまま',
    })
    expect(problems).toEqual([])
    expect(answers.claim).toEqual({ reason: 'birth', eventOn: '2026-11-18', spouse: false, note: '😀 そのまま' })
    const moved = read(
      'reason',
      {
        'claim.reason': 'move-in',
        'claim.eventOn.year': '2026',
        'claim.eventOn.month': '11',
        'claim.eventOn.day': '18',
        'claim.spouse': 'no',
      },
      answers,
    )
    expect(moved.answers.claim).toEqual({ reason: 'move-in', spouse: false })
  })

  it('asks again for what is missing or wrong, keeping what was typed', () => {
    const result = read('reason', {
      'claim.reason': 'birth',
      'claim.eventOn.year': '2026',
      'claim.eventOn.month': '2',
      'claim.eventOn.day': '30',
      'claim.note': 'あ'.repeat(25),
    })
    expect(lines(result.problems)).toEqual([
      'no-such-day @ claim.eventOn',
      'missing @ claim.spouse',
      'too-long @ claim.note',
    ])
    expect(result.typed['claim.eventOn.day']).toBe('30')
    expect(result.problems[2]?.message.ja).toBe('「メモ」を20文字までにしてください。いま5文字多くなっています')
  })

  it('says which item it means', () => {
    const { problems } = read('children', {
      'children.0.birth.year': '2020',
      'children.count': '2',
      'children.1.birth': 'x',
    })
    expect(problems.map(({ message }) => message.ja)).toEqual([
      '「人目 1の生年月日」の「月」を入れてください',
      '「人目 1の生年月日」の「日」を入れてください',
      '「人目 2の生年月日」を数字で入れてください（例：令和8年4月1日）',
    ])
  })

  it('does not blame a person for a question that has just appeared', () => {
    const { problems } = read('reason', {
      'claim.asked': 'reason spouse note',
      'claim.reason': 'birth',
      'claim.spouse': 'no',
    })
    expect(lines(problems)).toEqual(['newly-asked @ claim.eventOn'])
  })

  it('takes as many items as it showed, never more than the definition allows', () => {
    const posted = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`children.${i}.birth`, '2020-01-01']))
    expect((read('children', posted).answers.children as unknown[]).length).toBe(3)
    expect(read('children', { 'children.count': '0' }).answers.children).toEqual([])
    expect(read('children', { 'children.count': '999999999' }, full).answers.children).toHaveLength(2)
  })

  it('takes register entries that are open, and no others', () => {
    expect(lines(read('items', { 'items.chosen.sofa': '２', 'items.way': 'post' }).problems)).toEqual([])
    expect(lines(read('items', { 'items.chosen.sofa': '9', 'items.way': 'post' }).problems)).toEqual([
      'too-many-choices @ items.chosen',
    ])
    const closed = { items: { way: 'post', chosen: [{ entry: 'tv', quantity: 1 }] } } as Answers
    expect(lines(procedure.validate({ ...full, ...closed }, filing, city))).toEqual(['entry-closed @ items.chosen'])
  })

  it('survives whatever is posted', () => {
    const name = fc.constantFrom(
      'claim.reason',
      'claim.eventOn',
      'claim.eventOn.year',
      'children.0.birth',
      'children.1.town',
      'children.count',
      'items.chosen.sofa',
      'items.way',
      '__proto__',
      'claim.note',
    )
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('birth', '２０２６', '元', '999'))),
        fc.constantFrom('reason', 'children', 'items', 'nowhere'),
        (posted, page) => {
          const { answers } = read(page, posted, full)
          return JSON.stringify(procedure.relevant(answers, filing, city)).length > 0
        },
      ),
      { numRuns: 500 },
    )
  })

  it('survives whatever another system calls answers', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('claim', 'children', 'items', 'spouse', 'constructor'), fc.jsonValue()),
        (json) => {
          const answers = json as Answers
          procedure.validate(answers, filing, city)
          procedure.summarise(procedure.relevant(answers, filing, city), filing, city, 'ja')
          return true
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('what the office asks', () => {
  it('checklist, deadline, section, duplicates, export, next', () => {
    expect(procedure.checklist(full, filing, city)).toEqual([
      { id: 'in-time', label: '期限内', outcome: 'pass', finding: '最終日 2026-12-03', article: '見本法第2条' },
      { id: 'papers', label: '書類を見る', outcome: 'person', finding: '' },
    ])
    expect(procedure.checklist({}, filing, city)[0]?.outcome).toBe('person')
    expect(procedure.deadline(full, filing, city)).toEqual({
      from: '2026-11-18',
      last: '2026-12-03',
      article: '見本法第2条',
    })
    expect(procedure.sectionOf(full, filing, city)).toBe('child-support')
    expect(procedure.duplicateKey(full, filing, city)).toBe('birth/2')
    expect(procedure.exportRow('list', full, filing, city, { receiptNumber: 'SM-R8-000001-6' })).toEqual([
      'birth',
      'SM-R8-000001-6',
      '2026-11-18|2015-04-01',
    ])
    const granted = (result: string) => procedure.exportRow('granted', full, filing, city, { result })
    expect(granted('approved')).toEqual(['birth'])
    expect(granted('rejected')).toBeUndefined()
    expect(procedure.next(full, filing, city).map((next) => next.procedure)).toEqual(['other'])
  })
})

describe('speed', () => {
  it('the largest form is validated well under two milliseconds', () => {
    const children = Array.from({ length: 3 }, () => ({ birth: '2020-01-01', apart: true, town: '見本町' }))
    const once = (): number => {
      const start = performance.now()
      for (let i = 0; i < 100; i += 1) procedure.validate({ ...full, children }, filing, city)
      return (performance.now() - start) / 100
    }
    once()
    expect(Math.min(once(), once(), once())).toBeLessThan(2)
  })
})

describe('a closing second', () => {
  const timed = compile(
    {
      ...(definition ?? expect.fail('the sample is broken')),
      rules: [
        {
          id: 'in-time',
          must: "filing.filedOn < '2026-11-20' || filing.filedTime <= '17:00:00'",
          at: 'claim.reason',
          severity: 'stop',
          message: { ja: '締め切りました' },
        },
      ],
    },
    'f'.repeat(64),
  )
  const codes = (when: Partial<Filing>) => timed.validate(full, { ...filing, ...when }, city).map(({ code }) => code)

  it('is kept to the second, and not held against a filing of which only the day is known', () => {
    expect(codes({ filedTime: '17:00:00' })).toEqual([])
    expect(codes({ filedTime: '17:00:01' })).toEqual(['in-time'])
    expect(codes({ filedOn: '2026-11-19', filedTime: '23:59:59' })).toEqual([])
    expect(codes({})).toEqual([])
  })

  it('tells filings apart by the second only where a procedure reads it', () => {
    expect([timed.readsTime, procedure.readsTime]).toEqual([true, false])
  })
})

describe('the period of the office', () => {
  const clockOf = (countFirstDay: string, settings: Record<string, unknown> = {}) => {
    const { definition: made } = loadProcedure(
      sampleProcedure({
        processing: `{ days: 15, counting: calendar-days, pausedBy: [], countFirstDay: ${countFirstDay} }`,
        settings:
          '\n  monthly: { label: 月額, type: number, default: 10000 }\n  fromArrival: { label: x, type: boolean, default: false }',
      }),
    )
    return compile(made ?? expect.fail('the sample is broken'), '0').processing({ ...city, settings }).countFirstDay
  }

  it('begins on the day of arrival where the definition or the setting of the city says so', () => {
    expect(procedure.processing(city)).toEqual(definition?.processing)
    expect(clockOf('true')).toBe(true)
    expect(clockOf('fromArrival')).toBeUndefined()
    expect(clockOf('fromArrival', { fromArrival: true })).toBe(true)
  })
})
