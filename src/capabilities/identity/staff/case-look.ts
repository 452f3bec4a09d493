import { type Capability, defineCapability } from '../../../platform/capability.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { PermissionId } from './permissions.ts'
import type { StaffSession } from './session.ts'

/** What somebody is about to be shown of cases. `purpose` is what the log of looks calls it. */
export interface WantedLook {
  readonly caseIds: readonly string[]
  readonly purpose: 'queue' | 'case' | 'letter'
  readonly at: Date
  readonly requestId?: string
  /** The work that needs to see the case in any section where the person has it: who posts letters reads addresses. */
  readonly permission?: PermissionId
  /** Another ground for one case, asked only when the person's sections are not enough: a place on its route of approval. */
  readonly otherwise?: () => Promise<boolean>
}

/** Those of the wanted cases that the person may see. That they are shown is written down before the answer. */
export type CaseLook = (staff: StaffSession, wanted: WantedLook) => Promise<ReadonlySet<string>>

const looks = new WeakMap<ZoneServices, CaseLook>()

/**
 * Sections alone do not say who may see a case (支援措置), and whoever shows a part of one has to ask the same question.
 * Cases know the answer; it is kept beside the session, since those who ask stand below cases and may not know them.
 */
export function caseLooks(lookOf: (services: ZoneServices<'office'>) => CaseLook): Capability {
  return defineCapability({
    name: 'case-looks',
    japanese: '案件の閲覧',
    parts: {
      office: {
        tables: [],
        routes: (_app, services) => void looks.set(services, lookOf(services as ZoneServices<'office'>)),
      },
    },
  })
}

/** Throws when nobody has said who may see a case: then nothing of one is shown. */
export function caseLook(services: ZoneServices): CaseLook {
  const look = looks.get(services)
  if (look === undefined) throw new Error('caseLooks has to stand among the capabilities.')
  return look
}
