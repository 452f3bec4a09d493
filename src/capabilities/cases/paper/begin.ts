import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { mayDo, type StaffSession } from '../../identity/index.ts'
import { paperFilers } from '../../paper/index.ts'
import type { Answers, CompiledProcedure } from '../../procedures/index.ts'
import type { CasesContext } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'
import { insertPaperDraft } from './draft.ts'

/** Begins the form of a procedure for a clerk at the counter, with what is known already; theirs alone until it is registered. */
export interface PaperStarts {
  /**
   * The address of the begun form, in the transaction at hand; undefined where this person takes no applications in, or
   * nobody may file it at a counter. The same id again is the same form. `confidential`: its case is under 支援措置.
   */
  begin(
    trx: Transaction<OfficeDb>,
    staff: StaffSession,
    form: {
      readonly id: string
      readonly procedure: CompiledProcedure
      readonly answers: Answers
      readonly confidential: boolean
      readonly now: Date
    },
  ): Promise<string | undefined>
}

export function paperStarts(ctx: CasesContext): PaperStarts {
  return {
    async begin(trx, staff, { id: wanted, procedure, answers, confidential, now }) {
      const { definition } = procedure
      const able = paperFilers(definition)
      const filer = able.find(({ kind }) => kind === 'self') ?? able[0]
      if (!mayDo(staff, 'cases.intake') || filer === undefined) return undefined
      const id = await insertPaperDraft(
        trx as unknown as Transaction<CasesDb>,
        ctx.services.keys,
        staff.cityId,
        {
          id: wanted,
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
            ...(confidential ? { confidential: true as const } : {}),
          },
        },
        now,
      )
      return `/cases/paper/${id}`
    },
  }
}
