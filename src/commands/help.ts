import { describeSettings } from '../config.ts'
import type { Command } from './command.ts'

/** The help of the whole program: its commands, and every setting. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((one) => one.name.length)) + 2
  return [
    'Yanagi, the digital city hall that a municipality runs itself.',
    '',
    '  npm start                          serve the demo cities',
    '  npm run yanagi -- COMMAND          one of these:',
    '',
    ...commands.map((one) => `    ${one.name.padEnd(width)}${one.summary}`),
    `    ${'tour'.padEnd(width)}Walk through all procedures as residents and staff, over HTTP`,
    `    ${'bench'.padEnd(width)}Measure speed and memory against baselines of the same run`,
    '',
    '  Every command takes --help, --data DIR, and --json where its answer is of use to a program.',
    '',
    settingsHelp(),
  ].join('\n')
}

export function commandHelp(command: Command): string {
  const options = (command.options ?? []).map((one) => ({
    meaning: one.meaning,
    shown: one.value === undefined ? `--${one.name}` : `--${one.name} ${one.value}`,
  }))
  const width = Math.max(22, ...options.map((one) => one.shown.length)) + 2
  const own = options.map(({ shown, meaning }) => `  ${shown.padEnd(width)}${meaning}`)
  return [
    command.summary,
    '',
    `  npm run yanagi -- ${command.name}${command.usage === undefined ? '' : ` ${command.usage}`}`,
    '',
    ...(own.length > 0 ? [...own, ''] : []),
    settingsHelp(),
  ].join('\n')
}

function settingsHelp(): string {
  const lines = describeSettings().flatMap((one) => {
    const option = one.option === undefined ? '' : `  (${one.option})`
    const fallback = one.default === '' ? '' : ` Default: ${one.default}.`
    return [`  ${one.env}${option}`, `      ${one.meaning}.${fallback}`]
  })
  return ['Settings, from the environment or from settings.env in the data folder:', '', ...lines].join('\n')
}
