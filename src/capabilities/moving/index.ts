/** What others may use of moving. Everything else in this folder is its own affair. */

export { movingCapability } from './capability.ts'
export { checkMovingContent, readMovingContent } from './content.ts'
// ---- the command line: files are taken in without a browser
export { type IntakeReport, importFile, ownLayout } from './intake.ts'
export type { Moving, PaperPort } from './moving.ts'
