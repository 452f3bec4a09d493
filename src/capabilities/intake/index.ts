/** What others may use of 取り込み. Everything else in this folder is its own affair. */
export { intake } from './capability.ts'
export { type ImportReport, importFile, type Progress, tryFile } from './run/import-file.ts'
