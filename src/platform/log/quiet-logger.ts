import type { Logger } from './logger.ts'

/** A logger that writes nothing. For tests and for commands whose output is their answer. */
export const quietLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
