import type { Config } from '../config.ts'

/** What a command works with. */
export interface CommandContext {
  readonly config: Config
  /** Words after the command that are not options. */
  readonly words: readonly string[]
  /** Options of this command, as given. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** Answers are written as JSON, for programs. */
  readonly json: boolean
  /** This command as it was typed, with other values of some options: for advice that can be copied. */
  readonly again: (changes: Readonly<Record<string, string>>) => string
  /** A line of the answer. */
  readonly print: (line: string) => void
  /** A line about progress; never part of the answer. */
  readonly report: (line: string) => void
}

export interface CommandOption {
  readonly name: string
  readonly meaning: string
  /** Name of the value in the help; absent: a switch. */
  readonly value?: string
}

/** One command of the command line. `run` returns the exit code. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly usage?: string
  readonly options?: readonly CommandOption[]
  run(context: CommandContext): Promise<number>
}
