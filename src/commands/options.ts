import { parseArgs } from 'node:util'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command } from './command.ts'
import { nearestWord } from './nearest-word.ts'

/** Options of every command that set a setting. */
export const settingOptions = { data: 'dataDir', port: 'port', city: 'cityFiles', zone: 'zone' } as const

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>

/** Reads the words after a command. Throws `OperatorError` with the option that is not right, and the nearest that is. */
export function readOptions(
  command: Command,
  rest: readonly string[],
): { readonly values: OptionValues; readonly words: readonly string[] } {
  const types = optionTypes(command)
  const options = Object.fromEntries([...types].map(([name, type]) => [name, { type }]))
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true })
    return { values: values as OptionValues, words: positionals }
  } catch (error) {
    throw new OperatorError(
      `${fault(rest, types) ?? (error as Error).message}\nThe options of this command: npm run yanagi -- ${command.name} --help`,
    )
  }
}

/** The command line that does the same with other values: what the advice of an error tells people to type. */
export function commandLine(
  command: Command,
  values: OptionValues,
  words: readonly string[],
  changes: OptionValues,
): string {
  const options = Object.entries({ ...values, ...changes }).map(([name, value]) =>
    value === true ? `--${name}` : `--${name} ${quoted(String(value))}`,
  )
  const begin = command.name === 'start' ? 'npm start --' : `npm run yanagi -- ${command.name}`
  return [begin, ...words.map(quoted), ...options].join(' ')
}

function optionTypes(command: Command): ReadonlyMap<string, 'boolean' | 'string'> {
  return new Map([
    ['help', 'boolean'],
    ['json', 'boolean'],
    ...Object.keys(settingOptions).map((name) => [name, 'string'] as const),
    ...(command.options ?? []).map((one) => [one.name, one.value === undefined ? 'boolean' : 'string'] as const),
  ])
}

function fault(rest: readonly string[], types: ReadonlyMap<string, 'boolean' | 'string'>): string | undefined {
  for (const [at, word] of rest.entries()) {
    if (word === '--') return undefined
    if (!word.startsWith('-') || word === '-') continue
    const [name = '', value] = word.replace(/^--?/, '').split('=', 2)
    const type = word.startsWith('--') ? types.get(name) : undefined
    if (type === undefined) {
      const nearest = nearestWord(name, [...types.keys()])
      return `There is no option "${word.split('=')[0]}"${nearest === undefined ? '.' : `; did you mean "--${nearest}"?`}`
    }
    if (type === 'string' && value === undefined && (rest[at + 1] ?? '-').startsWith('-'))
      return `The option "--${name}" needs a value.`
    if (type === 'boolean' && value !== undefined) return `The option "--${name}" takes no value.`
  }
  return undefined
}

function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
