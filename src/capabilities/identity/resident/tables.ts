import type { InternetDb } from '../../../platform/database/generated/internet.ts'

/** The internet zone's tables, as the live schema has them. */
export type ResidentTables = InternetDb
