import { runCommandLine } from './commands/command-line.ts'
import { systemClock } from './platform/clock.ts'
import { jsonLogger } from './platform/log/json-logger.ts'

/** The exit code for a fault of the program itself, as sysexits.h has it. */
const EX_SOFTWARE = 70

/** The program. Called by `scripts/*.mjs` once everything it needs is installed and built. */
export async function main(argv: readonly string[]): Promise<void> {
  const report = (line: string): boolean => process.stderr.write(`${line}\n`)
  try {
    process.exitCode = await runCommandLine(argv, process.env, {
      print: (line) => process.stdout.write(`${line}\n`),
      report,
    })
  } catch (error) {
    // The message of an unknown error may quote a row, so only its kind and place are shown.
    jsonLogger({ level: 'error', clock: systemClock, write: (line) => process.stderr.write(line) }).error(
      'program.broken',
      { error },
    )
    report('The program broke. Nothing that was acknowledged is lost. The line above says where it happened.')
    process.exitCode = EX_SOFTWARE
  }
}
