/** A day to keep in mind, as a calendar file says it (RFC 5545). Texts are plain; days are `YYYY-MM-DD`. */
export interface CalendarDay {
  /** The same for the same thing each time the file is made, so that a second import renews and does not double. */
  readonly uid: string
  readonly day: string
  readonly summary: string
  readonly description: string
  readonly url?: string
  /** Reminders: so many days before, at nine in the morning. */
  readonly alarmDaysBefore: readonly number[]
}

/**
 * A calendar of all-day events (RFC 5545): lines end with CRLF and are folded at 75 octets, texts are escaped.
 * `DTEND` is the day after, since the end does not belong to the event (3.6.1).
 */
export function calendarText(name: string, days: readonly CalendarDay[], madeAt: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Yanagi//Navigator//JA',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap((day) => eventLines(day, madeAt)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: CalendarDay, madeAt: Date): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${madeAt.toISOString().replace(/[-:]|\.\d{3}/g, '')}`,
    `DTSTART;VALUE=DATE:${compact(event.day)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter(event.day))}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    ...(event.url === undefined ? [] : [`URL:${event.url}`]),
    'CLASS:PRIVATE',
    // A last day takes no time of the person's: it does not make them busy.
    'TRANSP:TRANSPARENT',
    ...event.alarmDaysBefore.flatMap((before) => alarmLines(before, event.summary)),
    'END:VEVENT',
  ]
}

/** An all-day event begins at midnight: fifteen hours less than the whole days before it is nine in the morning. */
function alarmLines(daysBefore: number, summary: string): readonly string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(summary)}`,
    `TRIGGER:-P${daysBefore - 1}DT15H`,
    'END:VALARM',
  ]
}

/** 3.3.11: backslash, semicolon, comma and line break are escaped; other control characters may not stand in a text. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

/** 3.1: no line is longer than 75 octets; a character of several octets is never cut. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    // A continued line begins with a space, which counts.
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      octets = 0
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

function compact(day: string): string {
  return day.replaceAll('-', '')
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
