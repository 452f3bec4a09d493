import { makeDay } from '../../../civic/day.ts'
import { toHalfWidth } from '../../../civic/digits.ts'
import { readDate } from '../../../civic/era.ts'
import { fault, type ValueOutcome, written } from './outcome.ts'

/** `YYYY-MM-DD`. 和暦, slashes, 年月日 and the day numbers of a spreadsheet are converted. */
export function readDateCell(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed)
    .replace(/\s+/g, '')
    .replace(/T?0?0:00(:00)?$/, '')
  if (/^\d{5}$/.test(plain)) return written(typed, fromSerial(Number(plain)))
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (compact) {
    const day = makeDay(Number(compact[1]), Number(compact[2]), Number(compact[3]))
    return day === undefined ? fault('no-such-day') : written(typed, day)
  }
  const reading = readDate(plain)
  if (reading.ok) return written(typed, reading.day)
  if (reading.suggestion !== undefined) return fault('no-such-day', { proposal: reading.suggestion })
  return fault(reading.refusal === 'no-such-day' ? 'no-such-day' : 'not-a-date')
}

/** Day number of a spreadsheet: 1 is 1900-01-01, and 1900-02-29, which never was, is counted (ISO/IEC 29500-1 §18.17.4.1). */
function fromSerial(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}

/** `HH:MM`, 24 hours. `9:00`, `９時30分`, `午後1時` and the day fraction of a spreadsheet are converted; 24:00 stays. */
export function readTimeCell(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed).replace(/\s+/g, '').toLowerCase()
  if (/^0?\.\d+$/.test(plain)) return written(typed, clock(Math.round(Number(plain) * 1440)) ?? '')
  const found = /^(午前|午後|am|pm)?(\d{1,2})(?:[:.時](\d{1,2})?分?)?(?::00)?(am|pm|半)?$/.exec(plain)
  if (!found || (found[3] === undefined && !/[時:]/.test(plain))) return fault('not-a-time')
  const [, before, hour, minute, after] = found
  const half = after === '半' ? 30 : 0
  const noon = before ?? after
  const afternoon = (noon === '午後' || noon === 'pm') && Number(hour) < 12 ? 12 : 0
  const time = clock((Number(hour) + afternoon) * 60 + Number(minute ?? half), Number(minute ?? half))
  return time === undefined ? fault('not-a-time') : written(typed, time)
}

function clock(minutes: number, inHour = 0): string | undefined {
  if (minutes > 1440 || inHour > 59) return undefined
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const week = ['月', '火', '水', '木', '金', '土', '日'] as const

/** 曜日 in the order 月火水木金土日 without anything between; `月〜金`, `月・水`, `毎日` and 「曜日」 are converted. */
export function readWeekdays(typed: string): ValueOutcome {
  const plain = typed
    .normalize('NFKC')
    .replace(/曜日|曜/g, '')
    .replace(/毎日|全日|年中無休/g, '月火水木金土日')
    .replace(/平日/g, '月火水木金')
    .replace(/[\s、,・;/]+/g, '')
  const days = new Set<string>()
  const rest = plain
    .replace(/([月火水木金土日])[-~〜～－ー–から]+([月火水木金土日])/g, (_, from: string, to: string) => {
      const first = week.indexOf(from as (typeof week)[number])
      const last = week.indexOf(to as (typeof week)[number])
      for (let at = first; ; at = (at + 1) % 7) {
        days.add(week[at] as string)
        if (at === last) break
      }
      return ''
    })
    .replace(/[月火水木金土日]/g, (day) => {
      days.add(day)
      return ''
    })
  if (rest !== '' || days.size === 0) return fault('not-weekdays')
  return written(typed, week.filter((day) => days.has(day)).join(''))
}
