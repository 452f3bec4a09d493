import type { LegalBasis } from './definition.ts'

const numberLaw = /番号法|特定の個人を識別するための番号/

/** Whether a definition names the law that alone lets anybody ask for a 個人番号 (番号法9条・14条). */
export function namesNumberLaw(basis: readonly LegalBasis[]): boolean {
  return basis.some(({ law }) => numberLaw.test(law))
}
