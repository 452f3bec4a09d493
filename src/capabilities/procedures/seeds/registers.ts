import path from 'node:path'
import { z } from 'zod'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import { createReporter, type Finding } from '../language/findings.ts'
import { checkShape } from '../language/shape.ts'
import { readYaml } from '../language/yaml-source.ts'
import { foldersIn, readAll } from './folder.ts'

/** A fact of the entries. A number is never below zero. */
export interface RegisterFact {
  readonly label: string
  readonly type: 'text' | 'number' | 'boolean' | 'date'
  /** Of a text that rules compare: its only values, each with the words for the office's screen. */
  readonly choices?: Readonly<Record<string, string>> | undefined
  /** Of a text: the register of the city whose entries it calls by their names, where it is one of them. */
  readonly names?: string | undefined
}

/** A register (台帳) as it is kept and published: choices with dates, facts and sometimes a capacity. */
export interface Register {
  readonly id: string
  readonly label: string
  /** Of a demonstration's file only: the day it was written for. What is kept of it has been moved to the first start. */
  readonly writtenFor?: string
  /** What each entry states, with the words for the office's screen. */
  readonly facts: Readonly<Record<string, RegisterFact>>
  readonly entries: readonly DatedEntry[]
}

export interface DatedEntry {
  readonly id: string
  readonly label: LocalText
  /** First and last day on which it may be chosen. */
  readonly from: string
  readonly to?: string
  readonly capacity?: number
  /** Places of the capacity that the office keeps for paper and telephone. */
  readonly officeQuota?: number
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'day')
const text = z.strictObject({ ja: z.string().min(1), easy: z.string().optional(), en: z.string().optional() })

export const registerSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'id-kebab'),
  label: z.string().min(1),
  writtenFor: day.optional(),
  facts: z.record(
    z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'id-camel'),
    z.strictObject({
      label: z.string().min(1),
      type: z.enum(['text', 'number', 'boolean', 'date']),
      choices: z.record(z.string().min(1), z.string().min(1)).optional(),
      names: z.string().min(1).optional(),
    }),
  ),
  entries: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'id-kebab'),
        label: text,
        from: day,
        to: day.optional(),
        capacity: z.number().int().min(0).max(1_000_000).optional(),
        officeQuota: z.number().int().min(0).max(1_000_000).optional(),
        facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      }),
    )
    .max(5000),
})

/** Reads one register file. */
export function loadRegister(
  source: string,
  file: string,
): { readonly register?: Register; readonly findings: readonly Finding[] } {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems) {
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  }
  if (yaml.data === undefined || !checkShape(registerSchema, yaml.data, report).usable || report.findings.length > 0) {
    return { findings: report.findings }
  }
  const register = yaml.data as Register
  const seen = new Set<string>()
  register.entries.forEach((entry, i) => {
    if (seen.has(entry.id)) report.error(['entries', i, 'id'], 'duplicate-id', `「${entry.id}」が2回あります`)
    seen.add(entry.id)
    for (const fact of Object.keys(entry.facts)) {
      if (!register.facts[fact])
        report.error(['entries', i, 'facts', fact], 'unknown-fact', `「${fact}」が facts にありません`)
    }
  })
  return report.findings.length > 0 ? { findings: report.findings } : { register, findings: [] }
}

/** The folder of registers that every city begins with, also a real one that has no folder of its own. */
export const everyCity = '_every'

/** Registers of every city: `catalog/registers/<city>/<register>.yaml`. */
export async function readRegisters(
  folder: string,
): Promise<{ readonly cities: ReadonlyMap<string, readonly Register[]>; readonly findings: readonly Finding[] }> {
  const cities = new Map<string, readonly Register[]>()
  const findings: Finding[] = []
  for (const city of await foldersIn(folder)) {
    const registers: Register[] = []
    for (const { name, text: source } of await readAll(path.join(folder, city), '.yaml')) {
      const loaded = loadRegister(source, `catalog/registers/${city}/${name}`)
      findings.push(...loaded.findings)
      if (loaded.register) registers.push(loaded.register)
    }
    cities.set(city, registers)
  }
  return { cities, findings }
}

/** Entries open on a day, in the office's order. */
export function openEntries(register: Register | undefined, onDay: string): readonly DatedEntry[] {
  return (register?.entries ?? []).filter(({ from, to }) => from <= onDay && (to === undefined || onDay <= to))
}
