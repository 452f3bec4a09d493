import type { ResidentSession } from '../../identity/index.ts'
import type { Portal } from './portal.ts'
import { tokens } from './tokens.ts'

/** Whose drafts and applications are listed: an account's, or those of a mail address that was reached by a code. */
export interface Owner {
  readonly accountId?: string
  readonly contactToken?: Buffer
}

/** The owner that a session stands for. With an account only the account counts; nobody owns nothing. */
export function ownerOf(portal: Pick<Portal, 'services'>, cityId: string, session: ResidentSession | null): Owner {
  if (session?.accountId !== undefined) return { accountId: session.accountId }
  if (session?.email === undefined) return {}
  return { contactToken: tokens.contact(portal.services.keys, cityId, session.email) }
}
