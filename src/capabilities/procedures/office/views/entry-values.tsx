import type { JSX } from 'preact'
import { isDay } from '../../../../civic/day.ts'
import { formatEra } from '../../../../civic/era.ts'
import { Table } from '../../../../design/index.ts'
import type { StoredEntry, StoredRegister } from '../../store/office.ts'
import { messages } from '../messages.ja.ts'
import type { ScreenProps } from './frame.ts'

const words = messages.register

/** A fact of an entry in words. */
export function factText(register: StoredRegister, entry: StoredEntry, name: string): string {
  const fact = entry.facts[name]
  if (typeof fact === 'boolean') return fact ? words.fields.yes : words.fields.no
  if (fact === undefined) return ''
  return register.facts[name]?.choices?.[String(fact)] ?? dayText(String(fact))
}

/** A day in words; anything else as it is. */
function dayText(text: string): string {
  return isDay(text) ? formatEra(text) : text
}

/** What the inputs of an entry show before anybody typed. */
export function shownEntry(entry: StoredEntry): Readonly<Record<string, string>> {
  return {
    ja: entry.label.ja,
    easy: entry.label.easy ?? '',
    en: entry.label.en ?? '',
    from: entry.from,
    to: entry.to ?? '',
    capacity: entry.capacity === undefined ? '' : String(entry.capacity),
    officeQuota: String(entry.officeQuota ?? 0),
    ...Object.fromEntries(
      Object.entries(entry.facts).map(([name, fact]) => [
        `fact.${name}`,
        typeof fact === 'boolean' ? (fact ? 'yes' : 'no') : String(fact),
      ]),
    ),
  }
}

/** What an entry holds by now, beside what was typed into a form that is older. */
export function WhatStandsNow({
  register,
  entry,
  screen,
}: {
  register: StoredRegister
  entry: StoredEntry
  screen: ScreenProps
}): JSX.Element | null {
  const kept = shownEntry(entry)
  const inputs = [
    ...(['ja', 'easy', 'en', 'from', 'to', 'capacity', 'officeQuota'] as const).map((name) => ({
      name,
      label: words.fields[name],
    })),
    ...Object.entries(register.facts).map(([name, { label }]) => ({ name: `fact.${name}`, label })),
  ].filter(({ name }) => (kept[name] ?? '') !== screen.typed(name).trim())
  if (inputs.length === 0) return null
  return (
    <Table
      caption={words.overtaken.caption}
      showCaption
      columns={[
        { id: 'label', label: words.overtaken.field, heading: true },
        { id: 'now', label: words.overtaken.now },
        { id: 'typed', label: words.overtaken.typed },
      ]}
      rows={inputs.map(({ name, label }) => ({
        label,
        now: dayText(kept[name] ?? '') || words.overtaken.empty,
        typed: screen.typed(name).trim() || words.overtaken.empty,
      }))}
    />
  )
}
