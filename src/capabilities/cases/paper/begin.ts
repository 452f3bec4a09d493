import { dayOf } from '../../../civic/day.ts'
import { mayDo, type StaffSession } from '../../identity/index.ts'
import { paperFilers } from '../../paper/index.ts'
import type { Answers, CompiledProcedure } from '../../procedures/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { insertPaperDraft } from './draft.ts'

/** Begins the form of a procedure for a clerk at the counter, with what is known already; theirs alone until it is registered. */
export interface PaperStarts {
  /** The address of the begun form; undefined where this person takes no applications in, or nobody may file it at a counter. */
  begin(staff: StaffSession, procedure: CompiledProcedure, answers: Answers, now: Date): Promise<string | undefined>
}

export function paperStarts(ctx: CasesContext): PaperStarts {
  return {
    async begin(staff, procedure, answers, now) {
      const { definition } = procedure
      const able = paperFilers(definition)
      const filer = able.find(({ kind }) => kind === 'self') ?? able[0]
      if (!mayDo(staff, 'cases.intake') || filer === undefined) return undefined
      const id = await insertPaperDraft(
        dbOf(ctx, staff.cityId),
        ctx.services.keys,
        staff.cityId,
        {
          staffId: staff.staffId,
          procedureId: definition.id,
          versionHash: procedure.hash,
          body: {
            answers,
            typed: {},
            channel: 'counter',
            arrivedOn: dayOf(now),
            filer: filer.kind,
            // Who was seen with which document is the clerk's to say.
            identityDocument: 'none',
          },
        },
        now,
      )
      return `/cases/paper/${id}`
    },
  }
}
