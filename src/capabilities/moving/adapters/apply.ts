import { plainHyphens, toHalfWidth } from '../../../civic/digits.ts'
import { readDate } from '../../../civic/era.ts'
import { parseJson } from '../../../platform/parse-json.ts'
import { decodeCsv, parseCsv } from '../../identity/index.ts'
import { messages as fileMessages } from '../format/messages.ja.ts'
import { intakeFormat, intakeVersion } from '../format/notice.ts'
import { type FileReading, mostMegabytes, readIntake } from '../format/read-file.ts'
import { type AdapterManifest, type AdapterRule, openPointsOf } from './manifest.ts'
import { messages } from './messages.ja.ts'

/** Reads a file of another layout through its manifest, then as the documented format reads: the same checks, the same sentences. */
export function readThrough(adapter: AdapterManifest, bytes: Uint8Array, now: Date): FileReading {
  const open = openPointsOf(adapter)
  if (open.length > 0) return { ok: false, sentence: messages.stillOpen(adapter.label, open.length) }
  if (bytes.byteLength > mostMegabytes * 1024 * 1024)
    return { ok: false, sentence: fileMessages.tooLarge(mostMegabytes) }
  const read = adapter.container.kind === 'csv' ? rowsOfCsv(adapter, bytes) : rowsOfJson(adapter, bytes)
  if ('sentence' in read) return { ok: false, sentence: read.sentence }
  return readIntake(
    { format: intakeFormat, version: intakeVersion, sender: adapter.sender, notices: read.notices },
    now,
  )
}

type Rows = { readonly notices: readonly unknown[] } | { readonly sentence: string }

function rowsOfCsv(adapter: AdapterManifest, bytes: Uint8Array): Rows {
  let table: readonly (readonly string[])[]
  try {
    table = parseCsv(decodeCsv(bytes))
  } catch {
    return { sentence: messages.notCsv }
  }
  const [header, ...lines] = table
  if (header === undefined || lines.length === 0) return { sentence: fileMessages.noNotices }
  const columns = header.map((name) => name.replace(/^\ufeff/, '').trim())
  const wanted = [...Object.values(adapter.fields), ...Object.values(adapter.people.fields)].flatMap(
    ({ from }) => from ?? [],
  )
  // The number and the kind are what a row can't do without; the format says what else is missing.
  const missing = ['id', 'kind'].flatMap((item) => {
    const from = adapter.fields[item]?.from
    return from !== undefined && !columns.includes(from) ? [from] : []
  })
  if (missing.length > 0) return { sentence: messages.noColumn(missing[0] ?? '') }
  const strange = columns.filter((name) => name !== '' && !wanted.includes(name))
  if (strange.length > 0) return { sentence: messages.strangeColumn((strange[0] ?? '').slice(0, 40)) }
  const groups = new Map<string, Map<string, string>[]>()
  for (const [index, line] of lines.entries()) {
    const row = new Map(columns.map((name, at) => [name, (line[at] ?? '').trim()]))
    const id = row.get(adapter.fields.id?.from ?? '') ?? ''
    const key = id === '' ? `\0${index}` : id
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return {
    notices: [...groups.values()].map((rows) => {
      const [first = new Map<string, string>()] = rows
      const notice = objectOf(adapter.fields, (from) => first.get(from))
      if (notice.kind === 'cancel') return cancelOf(notice)
      return { ...notice, people: rows.map((row) => objectOf(adapter.people.fields, (from) => row.get(from))) }
    }),
  }
}

function rowsOfJson(adapter: AdapterManifest, bytes: Uint8Array): Rows {
  let data: unknown
  try {
    data = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { sentence: fileMessages.notUtf8 }
  }
  if (data === undefined) return { sentence: fileMessages.notJson }
  const rows = adapter.container.rows === undefined ? data : at(data, adapter.container.rows)
  if (!Array.isArray(rows)) return { sentence: fileMessages.noNotices }
  return {
    notices: rows.map((row: unknown) => {
      const notice = objectOf(adapter.fields, (from) => at(row, from))
      if (notice.kind === 'cancel') return cancelOf(notice)
      const people = adapter.people.rows === undefined ? [] : at(row, adapter.people.rows)
      return {
        ...notice,
        people: Array.isArray(people)
          ? people.map((person: unknown) => objectOf(adapter.people.fields, (from) => at(person, from)))
          : [],
      }
    }),
  }
}

const cancelOf = ({ id, kind, filedAt, refersTo }: Record<string, unknown>): unknown => ({
  id,
  kind,
  filedAt,
  refersTo,
})

/** Our object from their values; what is empty there is absent here. */
function objectOf(
  rules: Readonly<Record<string, AdapterRule>>,
  get: (from: string) => unknown,
): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [item, rule] of Object.entries(rules)) {
    const value = rule.from === undefined ? undefined : inOurWords(rule, get(rule.from))
    if (value === undefined) continue
    const parts = item.split('.')
    const last = parts.pop() ?? item
    let place = made
    for (const part of parts) {
      const inner = (place[part] ?? {}) as Record<string, unknown>
      place[part] = inner
      place = inner
    }
    place[last] = value
  }
  return made
}

function at(value: unknown, way: string): unknown {
  let here = value
  for (const part of way.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = (here as Record<string, unknown>)[part]
  }
  return here
}

/** A value in the format's words. What can't be read stays as it came, and the format's check says so. */
function inOurWords({ as = 'text', values }: AdapterRule, given: unknown): unknown {
  if (given === undefined || given === null || given === '') return undefined
  if (typeof given === 'boolean') return given
  if (typeof given !== 'string' && typeof given !== 'number') return given
  const text = String(given).trim()
  if (values !== undefined) return Object.hasOwn(values, text) ? values[text] : text
  switch (as) {
    case 'day':
      return dayOfText(text) ?? text
    case 'moment':
      return momentOf(text)
    case 'digits':
      return plainHyphens(toHalfWidth(text)).replace(/[〒\-\s]/g, '')
    case 'boolean':
      return /^(はい|有|あり|○|〇|1|true|yes)$/i.test(text)
        ? true
        : /^(いいえ|無|なし|×|0|false|no)$/i.test(text)
          ? false
          : text
    default:
      return text
  }
}

/** `2026-12-01`, `2026/12/1`, `20261201`, `令和8年12月1日`, `R8.12.1`. */
function dayOfText(text: string): string | undefined {
  const read = readDate(text)
  return read.ok ? read.day : undefined
}

/** A clock time without an offset is Japan's. */
function momentOf(text: string): string {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(toHalfWidth(text))
  if (!match) return text
  const [, year, month, day, hour, minute, second = '00'] = match
  const two = (part: string | undefined): string => (part ?? '').padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}+09:00`
}
