/** What other capabilities may use of the navigator. Everything else in this folder is its own affair. */
export { navigator } from './capability.ts'
export { checkGuides, type GuideReport, guideReportLines } from './cases/check-guides.ts'
export { type GuideLink, guideAnswers, guideLinks } from './for-portal.ts'
export { thingOf } from './language/guide.ts'
// ---- moving: the same questions and rules for a notice, asked and shown at the counter
export { type CompiledGuide as NavigatorGuide, loadGuide } from './language/load.ts'
export { bringOf, officeOf } from './list-view.ts'
export { guideFiles, guidesOf } from './navigator.ts'
export { firstAnswers } from './rules/first-answers.ts'
export { guideFiling, type ListedItem, makeList } from './rules/make-list.ts'
