import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { forbidden, notFound, type WebEnv } from '../../../platform/http/index.ts'
import { currentStaff, mayDo, officeFrame, type StaffSession } from '../../identity/index.ts'
import { dbOf, type Intake, type Taker } from '../run/intake.ts'
import { type BatchRow, findBatch } from '../store/batches.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Who registers applications; the same permission as for paper. */
export function intakeStaff(c: Context<WebEnv>): StaffSession {
  const staff = currentStaff(c)
  if (!mayDo(staff, 'cases.intake') || staff.cityId !== c.get('city').id) throw forbidden()
  return staff
}

export function takerOf(staff: StaffSession): Taker {
  return { kind: 'staff', id: staff.staffId, name: staff.name }
}

/** Sections for which the person takes applications in. */
export function sectionsOf(staff: StaffSession): readonly string[] | 'all' {
  const reach = staff.reach.get('cases.intake')
  return reach === 'all' ? 'all' : [...(reach ?? [])]
}

/** The file of the path, when it is one of the person's sections; for others it is not there. */
export async function batchOf(intake: Intake, c: Context<WebEnv>, staff: StaffSession): Promise<BatchRow> {
  const id = c.req.param('batch') ?? ''
  const batch = uuid.test(id) ? await findBatch(dbOf(intake, staff.cityId), id) : undefined
  if (!batch || !mayDo(staff, 'cases.intake', batch.section_id)) throw notFound()
  return batch
}

export interface ScreenProps {
  readonly frame: ReturnType<typeof officeFrame>
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

export function screenOf(c: Context<WebEnv>): ScreenProps {
  const frame = officeFrame(c)
  return {
    frame,
    hidden: [
      { name: 'csrf', value: frame.csrf },
      { name: 'requestKey', value: randomUUID() },
    ],
  }
}
