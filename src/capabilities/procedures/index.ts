/** What other capabilities may use of the procedures. Everything else in this folder is its own affair. */
export { proceduresCapability } from './capability.ts'
// ---- designer: definitions as texts, their checks and versions
export { loadCase } from './cases/case-file.ts'
export { factsOf as factsOfCase, filingOf as filingOfCase, runCase } from './cases/run-case.ts'
export { brokenDefinitions, tellBroken } from './catalogue/broken-definitions.ts'
export { type Catalogue, catalogueOf } from './catalogue/catalogue.ts'
// ---- content of the catalogue that is files: what was good stays
export {
  type CatalogueFiles,
  catalogueFiles,
  type Installation,
  type Loaded,
  missingFile,
  readTextsIn,
  readTextsOf,
} from './catalogue/catalogue-files.ts'
export { type NewVersion, publishVersion } from './catalogue/publish-version.ts'
export { seedProcedures } from './catalogue/seed.ts'
export {
  type CheckReport,
  checkFindingLines,
  checkProcedures,
  checkReportJsonLines,
  checkReportLines,
  type ProcedureReport,
} from './check-procedures.ts'
export { coverageFile, coverageOf, coverageText, easyReports } from './coverage/coverage.ts'
export { type EasyFinding, type EasyReport, easyLine, easyReport } from './coverage/easy-report.ts'
export { compile } from './engine/compile.ts'
export { decidedFieldsRead } from './engine/follow-ups.ts'
export type * from './engine.ts'
export { offersRegistered } from './fields/account.ts'
export { readTypedDay } from './fields/date.ts'
export { eraIds, eraNames } from './fields/eras.ts'
export { mostFiles } from './fields/files.ts'
export { fieldKind } from './fields/index.ts'
export { drawnShape } from './fields/map-shape.ts'
export type { LookedUp } from './form/control-props.ts'
export { FormFields, type FormFieldsProps } from './form/form-fields.tsx'
export { formPage, problemTarget, summaryOf } from './form/form-page.ts'
export { applyLookup, fieldAt, lookedUp, lookUpBank, lookUpPostcode } from './form/look-ups.ts'
export type * from './language/answers.ts'
// ---- the language for other content of the catalogue: the same questions, expressions and findings
export { checkMeaning } from './language/check.ts'
export type * from './language/definition.ts'
export { type ASTNode, parseExpression } from './language/expression/parse.ts'
export { fieldTypes } from './language/field-types.ts'
export {
  createReporter,
  type Finding,
  findingLine,
  type Reporter,
  sortFindings,
  type YamlPath,
} from './language/findings.ts'
export { followUpTargetProblems } from './language/follow-up-targets.ts'
export { type LoadOptions, type LoadOutcome, loadProcedure } from './language/load.ts'
export { namesNumberLaw } from './language/number-law.ts'
export { patterns } from './language/patterns.ts'
export { procedureSchema } from './language/schema.ts'
export { checkShape } from './language/shape.ts'
export type { SharedGroup } from './language/shared-groups.ts'
export { isSharedTable, type SharedPart, type SharedParts, type SharedTable } from './language/shared-tables.ts'
export { assurances, channels } from './language/words.ts'
export { largestSource, readYaml } from './language/yaml-source.ts'
// ---- open data: registers that other content is kept in
export { addRegisterEntries } from './office/change.ts'
export { citySettings } from './office/city-settings.ts'
export { readProcedureFolders, readSharedParts, sharedPartsBelow } from './seeds/folder.ts'
export type { DatedEntry } from './seeds/registers.ts'
export {
  findLetterTemplates,
  listRegisters,
  listVersions,
  type StoredRegister,
  type StoredVersion,
} from './store/office.ts'
export { pickShared, versionHash } from './version-hash.ts'
