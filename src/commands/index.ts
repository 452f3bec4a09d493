import type { Command } from './command.ts'
import { migrate } from './migrate.ts'
import { start } from './start.ts'
import { types } from './types.ts'

/** Every command of the program, in the order of the help. */
export const commands: readonly Command[] = [start, migrate, types]
