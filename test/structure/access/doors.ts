/**
 * Who gets past the door of each route. A route of the program that is not listed here fails the test, and so does a line
 * without a route. What somebody may do behind the door (the state of a case, whose turn it is) is tested by its owner.
 */
export type PortalDoor =
  | 'everybody'
  | 'signed-in'
  | 'owner'
  /** A program with a token of its own: no person's session opens it. */
  | 'program'
export type OfficeDoor =
  | 'everybody'
  | 'staff'
  /** Needs a permission in any section. */
  | { readonly may: Permission }
  /** The case lies in the person's sections; for others it does not exist. `may`: and the person has the permission there. */
  | { readonly case: 'read' | Permission }
type Permission =
  | 'organisation'
  | 'registers'
  | 'procedures'
  | 'registers and one more'
  | 'documents'
  | 'audit'
  | 'review'
  | 'export'
  | 'send'
  | 'accounts'
  | 'confidential'
  | 'statistics'
  | 'moving'
  | 'opendata'
  | 'opendata and one more'

/** One door for several routes. */
export const all = <Door>(door: Door, routes: readonly string[]): readonly (readonly [string, Door])[] =>
  routes.map((route) => [route, door] as const)
