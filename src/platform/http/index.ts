export { type AssetPaths, loadAssets } from './assets.ts'
export { readBody } from './body.ts'
export { clientNetworks, isNetwork } from './client-network.ts'
export { compressText } from './compression.ts'
export { clearHostCookie, hostCookieName, readHostCookie, setHostCookie } from './cookies.ts'
export { forbidden, HttpProblem, notFound, tooLarge, tooMany, unavailable } from './http-problem.ts'
export { page, seeOther } from './page.ts'
export { type PageWithHoles, pageWithHoles, sendWithHoles } from './page-with-holes.ts'
export { type FormLimits, type PostedFile, type PostedForm, readForm } from './posted-form.ts'
export {
  contrasts,
  keepAskedLanguage,
  type Preferences,
  readPreferences,
  sizes,
  themes,
  writePreferences,
} from './preferences.ts'
export { problemResponse, wantsJson } from './problem-details.ts'
export { createRateLimiter, type RateLimiter } from './rate-limit.ts'
export { sameSiteWrites } from './same-site.ts'
export { securityHeaders } from './security-headers.ts'
export { type Shown, statusOf } from './shown-form.ts'
export type { WebEnv } from './web-env.ts'
