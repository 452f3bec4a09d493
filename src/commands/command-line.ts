import { type Config, readConfig } from '../config.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command } from './command.ts'
import { commandHelp, programHelp } from './help.ts'
import { commands } from './index.ts'
import { nearestWord } from './nearest-word.ts'
import { commandLine, type OptionValues, readOptions, settingOptions } from './options.ts'

/** Finds the command, reads its options and the settings, runs it. Returns the exit code. */
export async function runCommandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  out: { print: (line: string) => void; report: (line: string) => void },
): Promise<number> {
  const command = findCommand(argv)
  if (command === undefined) {
    const asked = argv.find((word) => !word.startsWith('-'))
    if (asked === undefined || asked === 'help') {
      out.print(programHelp(commands))
      return 0
    }
    const names = commands.map((one) => one.name)
    const nearest = nearestWord(asked, names)
    out.report(
      `There is no command "${asked}"${nearest === undefined ? '.' : `; did you mean "${nearest}"?`} The commands are: ${names.join(', ')}.`,
    )
    return 2
  }
  try {
    return await runFound(command, argv.slice(command.name.split(' ').length), env, out)
  } catch (error) {
    if (error instanceof OperatorError) {
      out.report(error.message)
      return 1
    }
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      out.report('The disk is full. What was acknowledged is safe. Make room, then run the same command again.')
      return 1
    }
    throw error
  }
}

/** Names may have two words (`procedures check`); the longer name wins. */
function findCommand(argv: readonly string[]): Command | undefined {
  return commands.find((one) => one.name === argv.slice(0, 2).join(' ')) ?? commands.find((one) => one.name === argv[0])
}

async function runFound(
  command: Command,
  rest: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  out: { print: (line: string) => void; report: (line: string) => void },
): Promise<number> {
  const { values, words } = readOptions(command, rest)
  if (values.help === true) {
    out.print(commandHelp(command))
    return 0
  }
  const config = settingsOf(values, env)
  const again = (changes: OptionValues): string => commandLine(command, values, words, changes)
  return command.run({ config, words, options: values, json: values.json === true, again, ...out })
}

function settingsOf(
  values: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const given = Object.fromEntries(
    Object.entries(settingOptions).flatMap(([option, name]) =>
      typeof values[option] === 'string' ? [[name, values[option]]] : [],
    ),
  )
  const read = readConfig(env, given)
  if (read.ok) return read.config
  throw new OperatorError(
    [
      'These settings are not right:',
      ...read.problems.map((one) => `  ${one}`),
      'Their meaning: npm run yanagi -- help',
    ].join('\n'),
  )
}
