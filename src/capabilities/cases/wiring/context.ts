import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { approvals } from '../../approvals/index.ts'
import { orderLetter, voidLetters } from '../../documents/index.ts'
import { type Catalogue, type CompiledProcedure, catalogueOf } from '../../procedures/index.ts'
import type { CasesContext, ProcedureBook } from '../context.ts'
import { accessLog } from './access-log.ts'
import { directoryOf } from './directory.ts'
import { evidenceOf } from './evidence.ts'

const contexts = new WeakMap<ZoneServices, CasesContext>()

/** What cases works with in this process: the other capabilities through their indexes, made once for each services. */
export function contextOf(services: ZoneServices<'office'>): CasesContext {
  const known = contexts.get(services)
  if (known) return known
  const office = (trx: Transaction<unknown>) => trx as unknown as Transaction<OfficeDb>
  const made: CasesContext = {
    services,
    procedures: withCases(catalogueOf(services)),
    evidence: evidenceOf(services),
    approvals: {
      startProposal: (trx, request) =>
        approvals.startProposal(services, office(trx), {
          ...request,
          ...(request.letterPreview ? { letterPreview: { ...request.letterPreview } } : {}),
        }),
      mayPropose: (trx, wanted) => approvals.mayPropose(office(trx), wanted),
      closeProposal: (trx, input) => approvals.closeProposal(services, office(trx), input),
      describeRoute: (wanted) => approvals.describeRoute(services, wanted),
    },
    letters: {
      voidLetters: (trx, order) => voidLetters(services, office(trx), order),
      orderLetter: (trx, { draft, ...order }) =>
        orderLetter(services, office(trx), {
          ...order,
          draft: {
            ...draft,
            recipient: { ...draft.recipient, addressLines: [...draft.recipient.addressLines] },
            data: { ...draft.data },
          },
        }),
    },
    directory: directoryOf(services),
    access: accessLog,
  }
  contexts.set(services, made)
  return made
}

/** What another system carries never becomes a case: it stands in no list of the office's work. */
function withCases(book: Catalogue): ProcedureBook {
  const chosen = new WeakMap<readonly CompiledProcedure[], readonly CompiledProcedure[]>()
  return {
    async current(cityId) {
      const all = await book.current(cityId)
      const known = chosen.get(all)
      if (known) return known
      const made = all.filter(({ definition }) => definition.carriedBy === undefined)
      chosen.set(all, made)
      return made
    },
    find: (cityId, id, hash) => book.find(cityId, id, hash),
    facts: (cityId, today) => book.facts(cityId, today),
  }
}
