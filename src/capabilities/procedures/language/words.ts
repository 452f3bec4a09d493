import type { Assurance, Channel, FilerKind } from './definition.ts'

/** The closed vocabularies of the language as lists, for schemas and screens. */
export const channels = ['online', 'counter', 'post', 'agent'] as const satisfies readonly Channel[]

export const filerKinds = [
  'self',
  'legal-agent',
  'voluntary-agent',
  'submission-agent',
  'family',
  'business',
] as const satisfies readonly FilerKind[]

/** From weakest to strongest kind. */
export const assurances = [
  'none',
  'contact',
  'account',
  'account-verified',
  'jpki-auth',
  'jpki-sign',
  'gbiz-entry',
  'gbiz-prime',
] as const satisfies readonly Assurance[]

export { caseStates as canonicalStates } from '../../../civic/case-state.ts'
