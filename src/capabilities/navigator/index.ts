/** What other capabilities may use of the navigator. Everything else in this folder is its own affair. */
export { navigator } from './capability.ts'
export { checkGuides, type GuideReport, guideReportLines } from './cases/check-guides.ts'
export { type GuideLink, guideAnswers, guideLinks } from './for-portal.ts'
