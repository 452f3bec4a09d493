import { assurances, type ProcedureDefinition, type Reporter } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

/** Nobody is taken in with a weaker proof of identity, or another's signature, than the shared definition asks for. */
export function checkAssuranceFloor(
  definition: ProcedureDefinition,
  floor: ProcedureDefinition,
  report: Reporter,
): void {
  const strength = (word: string): number => (assurances as readonly string[]).indexOf(word)
  const weakest = Math.min(...floor.assurance.accepted.map(strength))
  definition.assurance.accepted.forEach((word, i) => {
    if (strength(word) >= weakest) return
    report.error(['assurance', 'accepted', i], 'assurance-floor', messages.assurance(word, assurances[weakest] ?? ''))
  })
  if (floor.assurance.signature === 'required' && definition.assurance.signature !== 'required') {
    report.error(['assurance', 'signature'], 'assurance-floor', messages.signature)
  }
  // Where the law wants the claimant's own signature nobody else's takes its place.
  if (floor.assurance.signer === 'applicant' && definition.assurance.signer !== 'applicant') {
    report.error(['assurance', 'signer'], 'assurance-floor', messages.signer)
  }
}
