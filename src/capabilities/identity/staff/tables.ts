import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/** The office zone's tables, as the live schema has them. */
export type StaffTables = OfficeDb
