import { runCommandLine } from './commands/command-line.ts'

/** The program. Called by `scripts/*.mjs` once everything it needs is installed and built. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await runCommandLine(argv, process.env, {
    print: (line) => process.stdout.write(`${line}\n`),
    report: (line) => process.stderr.write(`${line}\n`),
  })
}
