import { describe, expect, test } from 'vitest'
import { type CalendarDay, calendarText } from './icalendar.ts'
import { uidOf } from './list-calendar.ts'

const madeAt = new Date('2026-11-27T03:04:05.678Z')
const day = (rest: Partial<CalendarDay> = {}): CalendarDay => ({
  uid: 'abc@yanai.yanagi',
  day: '2026-12-31',
  summary: '転入届',
  description: '窓口',
  alarmDaysBefore: [],
  ...rest,
})
const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n')

describe('a calendar file (RFC 5545)', () => {
  test('an all-day event ends on the day after, also over the new year, and takes no time', () => {
    const lines = unfolded(calendarText('一覧', [day()], madeAt))
    expect(lines).toContain('DTSTAMP:20261127T030405Z')
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231')
    expect(lines).toContain('DTEND;VALUE=DATE:20270101')
    expect(lines).toContain('TRANSP:TRANSPARENT')
    expect(lines.at(0)).toBe('BEGIN:VCALENDAR')
    expect(lines.at(-2)).toBe('END:VCALENDAR')
    expect(lines.at(-1)).toBe('')
  })

  test('an alarm rings at nine in the morning, so many days before', () => {
    const lines = unfolded(calendarText('一覧', [day({ alarmDaysBefore: [3, 14] })], madeAt))
    // -P2DT15H before midnight of the 31st is 09:00 on the 28th.
    expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual(['TRIGGER:-P2DT15H', 'TRIGGER:-P13DT15H'])
    expect(lines.filter((line) => line === 'BEGIN:VALARM')).toHaveLength(2)
  })

  test('no line is longer than 75 octets, no character is cut, and unfolding gives the text back', () => {
    const description = '窓口で届け出ます。😀'.repeat(40)
    const text = calendarText('一覧', [day({ description })], madeAt)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\uFFFD')
    expect(unfolded(text)).toContain(`DESCRIPTION:${description}`)
  })

  test('what has a meaning in the format is escaped; a line break can not begin a property', () => {
    const text = calendarText(
      '一覧',
      [day({ summary: 'a;b,c\\d', description: 'x\r\nATTENDEE:mailto:a@b.jp\u0000' })],
      madeAt,
    )
    expect(unfolded(text)).toContain('SUMMARY:a\\;b\\,c\\\\d')
    expect(unfolded(text)).toContain('DESCRIPTION:x\\nATTENDEE:mailto:a@b.jp ')
    expect(unfolded(text).filter((line) => line.startsWith('ATTENDEE'))).toEqual([])
  })
})

test('the id of an event is the same for the same thing, and another for another day, item, guide and city', () => {
  const due = { from: '2026-11-24', last: '2026-12-08', left: 11, opensLater: false, advised: false }
  const first = uidOf({ id: 'yanai' }, 'moving-in', { id: 'nhi-join', due })
  expect(uidOf({ id: 'yanai' }, 'moving-in', { id: 'nhi-join', due: { ...due, left: 3 } })).toBe(first)
  const others = [
    uidOf({ id: 'mihon' }, 'moving-in', { id: 'nhi-join', due }),
    uidOf({ id: 'yanai' }, 'birth', { id: 'nhi-join', due }),
    uidOf({ id: 'yanai' }, 'moving-in', { id: 'pension', due }),
    uidOf({ id: 'yanai' }, 'moving-in', { id: 'nhi-join', due: { ...due, from: '2026-11-25' } }),
  ]
  expect(new Set([first, ...others]).size).toBe(5)
})
