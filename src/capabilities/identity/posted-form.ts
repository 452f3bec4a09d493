import type { Context } from 'hono'
import { type FormLimits, forbidden, type PostedForm, readForm, type WebEnv } from '../../platform/http/index.ts'
import { checkCsrf } from './form-token.ts'

/**
 * The form of this request, when it is one that this browser was given; else 403. Screens on which people type a lot
 * read the form and ask `checkCsrf` themselves, so that a stale form comes back with what was typed.
 */
export async function postedForm(c: Context<WebEnv>, limits?: FormLimits): Promise<PostedForm> {
  const form = await readForm(c, limits)
  if (!checkCsrf(c, form.text('csrf'))) throw forbidden('cross-site')
  return form
}
