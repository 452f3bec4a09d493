import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { notFound, type PostedForm, type Shown, type WebEnv } from '../../platform/http/index.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { currentStaff, mayDo, officeFrame, postedForm } from '../identity/index.ts'
import { type CheckedCopy, checkCopy, type Surroundings } from './check-copy.ts'
import type { WorkingCopy } from './copy.ts'
import type { Act, SaveOutcome } from './keep-copy.ts'
import { messages } from './messages.ja.ts'
import { findCopy, listSaves } from './store/copies.ts'
import { surroundingsOf } from './surroundings.ts'
import type { ScreenProps } from './views/screen.tsx'

/** What the routes of the designer share. */
export interface Designer {
  readonly services: ZoneServices<'office'>
  /** Cases of a procedure that are not closed, by the version they stay on. */
  readonly openCases: (cityId: string, procedureId: string) => Promise<ReadonlyMap<string, number>>
  /** The city's drawn seal (SVG); null when it has none. */
  readonly seal: (cityId: string) => Uint8Array | null
}

export function dbOf({ services }: Designer, c: Context<WebEnv>): Kysely<OfficeDb> {
  return services.db.city<OfficeDb>(c.get('city').id)
}

/** The working copy of the path; 404 when there is none in this city. */
export async function copyOf(designer: Designer, c: Context<WebEnv>): Promise<WorkingCopy> {
  const id = z.uuid().safeParse(c.req.param('copy'))
  const copy = id.success ? await findCopy(dbOf(designer, c), id.data) : undefined
  if (!copy) throw notFound()
  return copy
}

export async function checkedOf(
  designer: Designer,
  c: Context<WebEnv>,
  copy: WorkingCopy,
): Promise<CheckedCopy & { readonly around: Surroundings }> {
  const around = await surroundingsOf(designer.services, c.get('city').id, copy.procedureId, c.get('now'))
  return { ...checkCopy(copy, around), around }
}

/** A form of the designer: texts of a whole definition fit into it. */
export async function designerForm(c: Context<WebEnv>): Promise<PostedForm> {
  const form = await postedForm(c, { bodyBytes: 6 * 1024 * 1024, parts: 6000 })
  sent.set(c, form)
  return form
}

const sent = new WeakMap<Context, PostedForm>()

/** The form that this request brought, once it was read. */
export function formSentWith(c: Context<WebEnv>): PostedForm | undefined {
  return sent.get(c)
}

export function actOf({ services }: Designer, c: Context<WebEnv>, form: PostedForm): Act {
  const staff = currentStaff(c)
  const key = z.uuid().safeParse(form.text('requestKey'))
  return {
    services,
    cityId: staff.cityId,
    author: { staffId: staff.staffId, name: staff.name, post: `${staff.sectionName} ${staff.postName}`.trim() },
    at: c.get('now'),
    requestKey: key.success ? key.data : randomUUID(),
  }
}

export function screenOf(c: Context<WebEnv>, shown: Shown, done: Readonly<Record<string, string>> = {}): ScreenProps {
  const said = done[c.req.query('done') ?? '']
  const frame = officeFrame(c)
  // Told of a save in between, a person saves over it with the next try; not yet told, they shall be.
  const filledFrom = shown.problem === undefined ? (shown.form?.text('seen') ?? '') : ''
  return {
    frame,
    csrf: frame.csrf,
    requestKey: randomUUID(),
    mayPublish: mayDo(currentStaff(c), 'procedures.publish'),
    typed: (name, kept = '') => shown.form?.text(name) ?? kept,
    typedAll: (name) => shown.form?.fields.get(name) ?? [],
    problems: shown.problems ?? {},
    ...(shown.problem === undefined ? {} : { problem: shown.problem }),
    ...(filledFrom === '' ? {} : { filledFrom }),
    ...(said !== undefined && shown.problem === undefined ? { notice: said } : {}),
  }
}

/** The sentence of a save that was refused; overtaken, it says by whom. */
export async function saveProblem(
  designer: Designer,
  c: Context<WebEnv>,
  copyId: string,
  outcome: Exclude<SaveOutcome, { ok: true }>,
): Promise<string> {
  const words = messages.problems
  switch (outcome.refusal) {
    case 'changed-meanwhile': {
      const [newest] = await listSaves(dbOf(designer, c), copyId)
      return words.changedMeanwhile(newest?.savedName ?? '', newest?.number ?? 0)
    }
    case 'not-open':
      return words.notOpen
    case 'too-large':
      return words.tooLarge
    case 'bad-characters':
      return words.badCharacters
    case 'gone':
      return words.gone
  }
}
