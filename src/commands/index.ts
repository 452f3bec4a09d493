import { addressesImport } from './addresses-import.ts'
import { auditExport, auditVerify } from './audit.ts'
import { backup, restore } from './backup.ts'
import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { guidesCheck } from './guides-check.ts'
import { init } from './init.ts'
import { intakeImport } from './intake-import.ts'
import { keys } from './keys.ts'
import { migrate } from './migrate.ts'
import { movingImport } from './moving-import.ts'
import { proceduresCheck } from './procedures-check.ts'
import { proceduresTable } from './procedures-table.ts'
import { start } from './start.ts'
import { types } from './types.ts'

/** Every command of the program, in the order of the help. */
export const commands: readonly Command[] = [
  start,
  init,
  doctor,
  backup,
  restore,
  keys,
  proceduresCheck,
  guidesCheck,
  intakeImport,
  addressesImport,
  auditVerify,
  auditExport,
  movingImport,
  migrate,
  proceduresTable,
  types,
]
