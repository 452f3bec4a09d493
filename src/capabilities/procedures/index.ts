/** What other capabilities may use of the procedures. Everything else in this folder is its own affair. */
export { proceduresCapability } from './capability.ts'
export { type Catalogue, catalogueOf } from './catalogue/catalogue.ts'
export { seedProcedures } from './catalogue/seed.ts'
export {
  type CheckReport,
  checkProcedures,
  checkReportJsonLines,
  checkReportLines,
  type ProcedureReport,
} from './check-procedures.ts'
export { compile } from './engine/compile.ts'
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
export type * from './language/answers.ts'
// ---- the language for other content of the catalogue: the same questions, expressions and findings
export { checkMeaning } from './language/check.ts'
export type * from './language/definition.ts'
export { type ASTNode, parseExpression } from './language/expression/parse.ts'
export {
  createReporter,
  type Finding,
  findingLine,
  type Reporter,
  sortFindings,
  type YamlPath,
} from './language/findings.ts'
export { type LoadOptions, type LoadOutcome, loadProcedure, loadSharedGroup } from './language/load.ts'
export { namesNumberLaw } from './language/number-law.ts'
export { patterns } from './language/patterns.ts'
export { procedureSchema } from './language/schema.ts'
export { checkShape } from './language/shape.ts'
export type { SharedGroup, SharedGroups } from './language/shared-groups.ts'
export { readYaml } from './language/yaml-source.ts'
export { findLetterTemplates } from './store/office.ts'
