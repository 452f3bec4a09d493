import type { ProcedureDefinition } from './definition.ts'
import type { Reporter } from './findings.ts'

/** What only a case needs. A procedure that another system carries has none of it; every other has all of it. */
const ofCases = {
  assurance: { accepted: ['none'], signature: 'none' },
  processing: { days: 0, counting: 'calendar-days', pausedBy: [] },
  retention: { years: 0, from: 'completion' },
  delivery: { ways: ['portal'] },
  checklist: [],
  approval: { matter: 'none' },
  outcomes: [],
  letters: {},
} as const satisfies Pick<
  ProcedureDefinition,
  'assurance' | 'processing' | 'retention' | 'delivery' | 'checklist' | 'approval' | 'outcomes' | 'letters'
>

/** Further parts that would never be looked at without a case. */
const neverUsed = ['acceptance', 'stages', 'fee', 'capacity', 'duplicates', 'routing', 'exports', 'followUps'] as const

/** What a file may leave out only when another system carries the procedure. */
export type WrittenDefinition = Omit<ProcedureDefinition, keyof typeof ofCases> & Partial<ProcedureDefinition>

/**
 * Says which parts are missing, or stand where there is no case, and gives the definition with every part: the program
 * reads an empty list, never a missing one.
 */
export function completeParts(written: WrittenDefinition, report: Reporter): ProcedureDefinition {
  const needed = Object.keys(ofCases) as (keyof typeof ofCases)[]
  if (written.carriedBy === undefined) {
    for (const part of needed)
      if (written[part] === undefined) report.error([part], 'wrong-shape', `「${part}」がありません。書いてください`)
  } else {
    for (const part of [...needed, ...neverUsed])
      if (written[part] !== undefined)
        report.error(
          [part],
          'handed-over',
          `ほかのシステムで行う手続（carriedBy）には案件がないので、「${part}」は書けません。消してください`,
        )
  }
  return { ...ofCases, ...written }
}
