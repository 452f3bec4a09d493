import { describe, expect, test } from 'vitest'
import { closedDayTest } from '../../../civic/closed-days.ts'
import { addDays } from '../../../civic/day.ts'
import type { Notice, NoticePerson } from '../format/notice.ts'
import { movingChecks } from './checks.ts'
import { lastCardDay, lastNoticeDay, movingDeadlines, notShownEffects, outOnlineWindow } from './deadlines.ts'
import { type Agreement, candidatesOf, judgeMatch } from './match.ts'
import { anyoneOf, holdsFor } from './people.ts'
import { bookableDays, type Counter, isOpenOn, readCounter, readSlotValue, slotValue, startsOf } from './slots.ts'
import { afterAct, hasEnded, type MovingAct, movingActs, movingStates } from './states.ts'

const closed = closedDayTest()

describe('the 14 days', () => {
  test.each([
    // 2026-11-17 is a Tuesday: the 14th day is Tuesday, 1 December.
    ['2026-11-17', '2026-12-01'],
    // The 14th day is a Saturday: the next open day is Monday.
    ['2026-11-21', '2026-12-07'],
    // It falls into the closed days at the turn of the year.
    ['2026-12-16', '2027-01-04'],
  ])('from %s end on %s, for moving in and within', (moved, last) => {
    expect(lastNoticeDay('move-in', moved, closed)).toBe(last)
    expect(lastNoticeDay('move-within', moved, closed)).toBe(last)
    expect(lastNoticeDay('move-out', moved, closed)).toBeUndefined()
  })

  test('are kept on the last day and over on the day after', () => {
    const days = { kind: 'move-within', movedOn: '2026-11-17' } as const
    const on = (today: string) => movingDeadlines(days, today, closed)[0]
    expect(on('2026-12-01')).toMatchObject({ left: 0, article: '住民基本台帳法 第23条' })
    expect(on('2026-12-02')?.left).toBe(-1)
    expect(notShownEffects(days, '2026-12-01', closed)).toEqual(['in-time'])
    expect(notShownEffects(days, '2026-12-02', closed)).toEqual(['late'])
  })

  test('have not begun before the people live there', () => {
    const days = { kind: 'move-in', movedOn: '2026-12-10', plannedOutOn: '2026-12-09' } as const
    expect(notShownEffects(days, '2026-12-09', closed)).toEqual(['not-moved-yet'])
    expect(notShownEffects(days, '2026-12-10', closed)).toEqual(['in-time', 'card-in-time'])
  })
})

describe('moving in by card', () => {
  test('ends after 14 days from the move or 30 from the planned day, whichever is first', () => {
    expect(lastCardDay('2026-11-17', '2026-11-16')).toBe('2026-12-01')
    // Moved 16 days later than planned: both end on the same day; one more, and the 30 days end first.
    expect(lastCardDay('2026-11-17', '2026-11-01')).toBe('2026-12-01')
    expect(lastCardDay('2026-11-17', '2026-10-31')).toBe('2026-11-30')
  })

  test('is lost on the day after, while the notice itself may be in time', () => {
    const days = { kind: 'move-in', movedOn: '2026-11-17', plannedOutOn: '2026-10-31', card: true } as const
    expect(notShownEffects(days, '2026-11-30', closed)).toEqual(['in-time', 'card-in-time'])
    expect(notShownEffects(days, '2026-12-01', closed)).toEqual(['in-time', 'card-lost'])
  })

  test('does not move to an open day, and is of no interest where nobody has a card', () => {
    expect(lastCardDay('2026-11-21', '2026-11-20')).toBe('2026-12-05')
    const days = { kind: 'move-in', movedOn: '2026-11-21', plannedOutOn: '2026-11-20', card: false } as const
    expect(movingDeadlines(days, '2026-11-24', closed).map(({ id }) => id)).toEqual(['notice'])
  })
})

test.each([
  ['2026-10-31', 'too-early'],
  ['2026-11-01', 'within'],
  ['2026-12-11', 'within'],
  ['2026-12-12', 'too-late'],
])('a notice of moving out over the net, filed on %s for 1 December, is %s', (filed, said) => {
  expect(outOnlineWindow('2026-12-01', filed)).toBe(said)
})

describe('the states', () => {
  const situation = { kind: 'move-in', matchSettled: true, prepared: false } as const
  test('nothing happens to what has ended', () => {
    for (const state of movingStates.filter(hasEnded))
      for (const act of movingActs) expect(afterAct({ ...situation, state }, act)).toBeUndefined()
  })
  test('nothing is prepared, and nobody is at the counter, while it is open whom the notice is about', () => {
    for (const act of ['prepare', 'visit', 'finish'] as const)
      expect(afterAct({ ...situation, state: 'received', matchSettled: false }, act)).toBeUndefined()
  })
  test('people come although nothing was prepared, and after they were given up', () => {
    for (const state of ['received', 'matched', 'prepared', 'not-shown'] as const)
      expect(afterAct({ ...situation, state }, 'visit')).toBe('visited')
  })
  test('a notice of moving out has no visit, and is finished as it is', () => {
    const out = { ...situation, kind: 'move-out', state: 'matched' } as const
    const none: readonly MovingAct[] = ['visit', 'no-show', 'rebook']
    for (const act of none) expect(afterAct(out, act)).toBeUndefined()
    expect(afterAct(out, 'finish')).toBe('done')
  })
  test('a new visit after a missed one goes on where it stood', () => {
    expect(afterAct({ ...situation, state: 'not-shown', prepared: true }, 'rebook')).toBe('prepared')
    expect(afterAct({ ...situation, state: 'not-shown' }, 'rebook')).toBe('matched')
    expect(afterAct({ ...situation, state: 'not-shown', matchSettled: false }, 'rebook')).toBe('received')
  })
  test('who was at the counter is neither given up nor cancelled', () => {
    for (const act of ['no-show', 'cancel', 'expire', 'rebook'] as const)
      expect(afterAct({ ...situation, state: 'visited' }, act)).toBeUndefined()
  })
})

describe('matching', () => {
  const agree = (householdId: string, person: number, kind: Agreement['kind']): Agreement => ({
    householdId,
    person,
    kind,
  })
  const whole = (id: string) => [agree(id, 0, 'kana-birth'), agree(id, 1, 'kana-birth'), agree(id, -1, 'address')]

  test('joins by itself only the one household that agrees in everything', () => {
    expect(judgeMatch(candidatesOf(whole('a'), 2))).toEqual({ match: 'automatic', householdId: 'a' })
  })
  test('leaves two that agree in everything to a clerk', () => {
    const judged = judgeMatch(candidatesOf([...whole('a'), ...whole('b')], 2))
    expect(judged.match).toBe('open')
  })
  test.each([
    ['one of two people', [agree('a', 0, 'kana-birth'), agree('a', -1, 'address')]],
    ['everybody, at no known address', [agree('a', 0, 'kana-birth'), agree('a', 1, 'kana-birth')]],
    [
      'birth days and address alone',
      [agree('a', 0, 'birth-address'), agree('a', 1, 'birth-address'), agree('a', -1, 'address')],
    ],
  ])('asks a clerk about %s', (_what, found) => {
    expect(judgeMatch(candidatesOf(found, 2)).match).toBe('open')
  })
  test('takes an address alone for nothing', () => {
    expect(judgeMatch(candidatesOf([agree('a', -1, 'address')], 2))).toEqual({ match: 'none' })
  })
  test('shows the strongest first, with what agrees', () => {
    const found = candidatesOf([agree('weak', 0, 'birth-address'), ...whole('strong').slice(0, 1)], 2)
    expect(found.map(({ householdId }) => householdId)).toEqual(['strong', 'weak'])
    expect(found[1]?.people).toEqual([{ person: 0, kinds: ['birth-address'] }])
  })
})

describe('whom a follow-up is about', () => {
  const born = (bornOn: string, more: Partial<NoticePerson> = {}): NoticePerson => ({
    name: '見本',
    kana: 'ミホン',
    bornOn,
    ...more,
  })
  const school = [{ schoolYears: { after: 6, upTo: 15 } }]

  test.each([
    // 学校教育法17条: born on 1 April one begins with those born in the March before.
    ['2020-04-01', '2026-03-31', false],
    ['2020-04-01', '2026-04-01', true],
    ['2020-04-02', '2026-04-01', false],
    ['2020-04-02', '2027-04-01', true],
    ['2011-04-01', '2026-03-31', true],
    ['2011-04-01', '2026-04-01', false],
    ['2011-04-02', '2026-04-01', true],
  ])('a child born on %s is of school age on %s: %s', (bornOn, day, said) => {
    expect(holdsFor(school, born(bornOn), day)).toBe(said)
  })
  test('75 counts from the birthday; 65 with a disability, when it is known', () => {
    const elderly = [{ ageFrom: 75 }, { ageFrom: 65, fact: 'disability' as const }]
    expect(holdsFor(elderly, born('1951-12-01'), '2026-11-30')).toBeUndefined()
    expect(holdsFor(elderly, born('1951-12-01'), '2026-12-01')).toBe(true)
    expect(holdsFor(elderly, born('1960-01-01', { facts: { disability: false } }), '2026-12-01')).toBe(false)
    expect(holdsFor(elderly, born('1960-01-01', { facts: { disability: true } }), '2026-12-01')).toBe(true)
    expect(holdsFor(elderly, born('1970-01-01'), '2026-12-01')).toBe(false)
  })
  test('what is not known of anybody stays open; one who is known settles it', () => {
    const card = [{ card: true }]
    expect(anyoneOf(card, [born('1990-01-01'), born('1991-01-01', { card: false })], '2026-12-01')).toBeUndefined()
    expect(anyoneOf(card, [born('1990-01-01'), born('1991-01-01', { card: true })], '2026-12-01')).toBe(true)
    expect(anyoneOf(card, [born('1990-01-01', { card: false })], '2026-12-01')).toBe(false)
  })
})

describe('counters and their seats', () => {
  const facts = {
    weekdays: '月火水木金',
    opens: '09:00',
    closes: '16:30',
    breakFrom: '12:00',
    breakTo: '13:00',
    minutes: 45,
    onlineSeats: 2,
    officeSeats: 1,
    closedDays: '2026-12-03 2026-12-04',
    leadDays: 1,
    aheadDays: 30,
  }
  const entry = (more: Readonly<Record<string, string | number>> = {}) => ({
    id: 'residents',
    label: { ja: '窓口' },
    facts: { ...facts, ...more },
  })
  const counter = readCounter(entry()) as Counter

  test('no visit runs into the break or past the end', () => {
    const starts = ['09:00', '09:45', '10:30', '11:15', '13:00', '13:45', '14:30', '15:15']
    expect(startsOf(counter)).toEqual(starts)
    expect(startsOf({ ...counter, minutes: 50 })).toEqual([
      '09:00',
      '09:50',
      '10:40',
      '13:00',
      '13:50',
      '14:40',
      '15:30',
    ])
  })
  test('a wrong hour closes the counter, and nothing else', () => {
    for (const more of [
      ['opens', '9時'],
      ['closes', '25:00'],
      ['minutes', 0],
    ] as const)
      expect(readCounter(entry({ [more[0]]: more[1] }))).toBeUndefined()
  })
  test('it is closed on its own days, on other weekdays and on the closed days of the city', () => {
    const open = (day: string) => isOpenOn(counter, day, closed)
    expect([open('2026-12-01'), open('2026-12-03'), open('2026-12-05'), open('2026-12-30')]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
  test('nobody books before living there, within the lead time, or beyond what is open', () => {
    expect(bookableDays(counter, '2026-12-04', '2026-11-20', closed)).toEqual({ from: '2026-12-07', to: '2027-01-03' })
    expect(bookableDays(counter, '2026-12-01', '2026-12-20', closed)?.from).toBe('2026-12-20')
    expect(bookableDays(counter, '2026-12-01', addDays('2026-12-01', 31), closed)).toBeUndefined()
  })
  test('a choice is read back as it was written, and nothing else is', () => {
    const slot = { counter: 'residents', day: '2026-12-01', starts: '09:00' }
    expect(readSlotValue(slotValue(slot))).toEqual(slot)
    for (const text of ['', 'residents/2026-12-01', '../x/2026-12-01/09:00', 'a/b/c'])
      expect(readSlotValue(text)).toBeUndefined()
  })
})

test('what is looked at before the visit', () => {
  const notice: Notice = {
    id: '1',
    kind: 'move-out',
    filedAt: '2026-12-12T09:00:00+09:00',
    movedOn: '2026-12-01',
    from: { line: '見本町1' },
    to: { line: '大阪府' },
    part: 'some',
    people: [{ name: '見本 花子', kana: 'ミホン ハナコ', bornOn: '1990-01-01' }],
    signature: { result: 'expired', holder: { name: '見本　花子', bornOn: '1990-01-01' } },
  }
  const facts = { match: 'none' as const, isTown: () => true }
  const said = Object.fromEntries(movingChecks(notice, facts).map(({ id, outcome }) => [id, outcome]))
  expect(said).toEqual({
    match: 'pass',
    signature: 'fail',
    holder: 'pass',
    window: 'fail',
    address: 'pass',
    whole: 'person',
  })
  const visit = { ...notice, kind: 'move-in' as const, plannedOutOn: '2026-11-10', part: 'all' as const }
  const late = movingChecks(visit, { ...facts, visitDay: '2026-12-16', lastOn: '2026-12-15' })
  expect(late).toContainEqual({ id: 'visit', outcome: 'fail' })
  expect(late).toContainEqual({ id: 'card', outcome: 'fail' })
  expect(movingChecks(visit, { ...facts, visitDay: '2026-12-10', lastOn: '2026-12-15' })).toContainEqual({
    id: 'card',
    outcome: 'pass',
  })
})
