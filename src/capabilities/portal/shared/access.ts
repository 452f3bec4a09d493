import type { ZoneServices } from '../../../platform/services.ts'
import type { ResidentSession } from '../../identity/index.ts'
import { sameToken, tokens } from './tokens.ts'

/** Whose a draft or an application is, as its row says. */
export interface Ownership {
  readonly account_id: string | null
  readonly contact_token: Buffer | null
}

/**
 * Whether this visitor may open what the row owns. With an account only the account counts; a mail address counts when
 * the session reached it; otherwise the browser needs a grant (it began the draft, or named number and secret).
 */
export function mayOpen(
  services: Pick<ZoneServices, 'keys'>,
  cityId: string,
  owner: Ownership,
  session: ResidentSession | null,
  granted: boolean,
): boolean {
  if (owner.account_id !== null) return session?.accountId === owner.account_id
  if (granted) return true
  if (owner.contact_token === null || session?.email === undefined) return false
  return sameToken(tokens.contact(services.keys, cityId, session.email), owner.contact_token)
}
