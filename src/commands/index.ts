import type { Command } from './command.ts'
import { types } from './types.ts'

/** Every command of the program, in the order of the help. */
export const commands: readonly Command[] = [types]
