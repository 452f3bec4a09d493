import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { dayOf, timeOf } from '../../../../civic/day.ts'
import { formatEra } from '../../../../civic/era.ts'
import type { FormScreenProps } from '../../../../design/index.ts'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { notFound, type PostedForm, type Shown, type WebEnv } from '../../../../platform/http/index.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { currentStaff, mayDo, officeFrame } from '../../../identity/index.ts'
import type { Act } from '../draft/act.ts'
import type { Draft } from '../draft/draft.ts'
import type { ChangeRefusal } from '../draft/match-draft.ts'
import { findDraft } from '../draft/store-drafts.ts'
import { messages } from './messages.ja.ts'

export type OfficeServices = ZoneServices<'office'>

/** What a screen is shown in. */
export interface ScreenProps extends FormScreenProps {
  readonly csrf: string
  readonly mayPublish: boolean
  /** Gives roles to people. */
  readonly mayEditPeople: boolean
  readonly staffId: string
  /** What was typed into an input that came back, or else what is kept. */
  readonly typed: (name: string, kept?: string) => string
  readonly all: (name: string) => readonly string[] | undefined
}

export function dbOf(services: OfficeServices, c: Context<WebEnv>): Kysely<OfficeDb> {
  return services.db.city<OfficeDb>(c.get('city').id)
}

/** The draft of the path; 404 when there is none in this city. */
export async function draftOf(services: OfficeServices, c: Context<WebEnv>): Promise<Draft> {
  const id = z.uuid().safeParse(c.req.param('draft'))
  const draft = id.success ? await findDraft(dbOf(services, c), id.data) : undefined
  if (!draft) throw notFound()
  return draft
}

export function actOf(services: OfficeServices, c: Context<WebEnv>, form: PostedForm): Act {
  const key = z.uuid().safeParse(form.text('requestKey'))
  return { ...personOf(services, c), ...(key.success ? { requestKey: key.data } : {}) }
}

/** Who is signed in, as one who could act. */
export function personOf(services: OfficeServices, c: Context<WebEnv>): Act {
  const staff = currentStaff(c)
  return {
    services,
    cityId: staff.cityId,
    author: {
      staffId: staff.staffId,
      name: staff.name,
      post: `${staff.sectionName} ${staff.postName}`.trim(),
      sectionId: staff.sectionId,
    },
    at: c.get('now'),
    requestKey: randomUUID(),
  }
}

export function screenOf(c: Context<WebEnv>, shown: Shown = {}): ScreenProps {
  const frame = officeFrame(c)
  const staff = currentStaff(c)
  const said = messages.draft.done[c.req.query('done') ?? '']
  return {
    frame,
    csrf: frame.csrf,
    mayPublish: mayDo(staff, 'opendata.publish'),
    mayEditPeople: mayDo(staff, 'organisation.edit'),
    staffId: staff.staffId,
    typed: (name, kept = '') => shown.form?.fields.get(name)?.[0] ?? kept,
    all: (name) => shown.form?.fields.get(name),
    problems: shown.problems ?? {},
    ...(shown.problem === undefined ? {} : { problem: shown.problem }),
    ...(said !== undefined && shown.problem === undefined && shown.problems === undefined ? { notice: said } : {}),
  }
}

/** The sentence of a change that was refused; overtaken, it says by whom. */
export async function refusalOf(
  services: OfficeServices,
  c: Context<WebEnv>,
  draftId: string,
  refusal: ChangeRefusal,
): Promise<string> {
  const words = messages.draft
  if (refusal === 'gone') return words.gone
  if (refusal === 'not-open') return words.notOpen
  return words.stale((await findDraft(dbOf(services, c), draftId))?.changedName ?? '')
}

/** The revision that a form was filled from. */
export function seenOf(form: PostedForm): number {
  const seen = Number(form.text('seen'))
  return Number.isSafeInteger(seen) ? seen : -1
}

/** With its year: records are read years later. */
export function momentText(at: Date): string {
  return `${formatEra(dayOf(at))} ${timeOf(at).slice(0, 5)}`
}
