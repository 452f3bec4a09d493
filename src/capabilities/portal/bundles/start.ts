import { randomUUID } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { ResidentSession } from '../../identity/index.ts'
import { withValueAt } from '../drafts/draft.ts'
import { lastPhone } from '../drafts/last-phone.ts'
import { type DraftBeginning, draftRow, firstBody } from '../drafts/start.ts'
import { grantBrowser, insertDraft } from '../drafts/store.ts'
import { makeCode } from '../shared/code.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { draftExpiry } from '../shared/settings.ts'
import { tokens } from '../shared/tokens.ts'
import { sealBundle } from './box.ts'
import type { BundleBody } from './bundle.ts'
import type { Plan } from './plan.ts'
import { sharedPaths, sharedQuestions } from './rules/questions.ts'
import { insertBundle } from './store.ts'

/**
 * Begins a bundle: one draft for each procedure of the plan, all in one transaction. The id is the key of the form, so the
 * same form sent twice is one bundle. What one draft knows beforehand of a shared question, all of them know.
 * False: this form has begun one already.
 */
export async function startBundle(
  portal: Portal,
  city: City,
  id: string,
  plan: Pick<Plan, 'taken' | 'filer'>,
  by: {
    readonly session: ResidentSession | null
    readonly browser: Buffer
    readonly locale: Locale
    readonly now: Date
  },
): Promise<boolean> {
  const { session, now, locale } = by
  const { keys } = portal.services
  const secret = makeCode('secret')
  const resumeNumber = makeCode('number')
  const phone = await lastPhone(cityDb(portal, city.id), keys, city.id, session)
  const begun = plan.taken.map(({ procedure, known }) => {
    const begin: DraftBeginning = { ...by, procedure, filer: plan.filer, known, phone }
    return { id: randomUUID(), begin, body: firstBody(begin, secret) }
  })
  const questions = sharedQuestions(
    begun.map((each) => ({ id: each.id, definition: each.begin.procedure.definition, filer: plan.filer })),
  )
  const bodies = begun.map(({ id: draft, body }) => ({
    ...body,
    bundle: { id, shared: sharedPaths(questions, draft) },
  }))
  for (const { stands } of questions) {
    const known = stands.flatMap(({ asker, group, field }) => {
      const body = bodies[begun.findIndex((each) => each.id === asker)]
      const path = `${group.id}.${field.id}`
      const source = body?.sources[path]
      const value = (body?.answers[group.id] as Readonly<Record<string, unknown>> | undefined)?.[field.id]
      return value === undefined || source === undefined ? [] : [{ value, source }]
    })[0]
    if (known === undefined) continue
    for (const { asker, group, field } of stands) {
      const at = begun.findIndex((each) => each.id === asker)
      const body = bodies[at]
      if (body === undefined) continue
      const path = `${group.id}.${field.id}`
      bodies[at] = {
        ...body,
        answers: withValueAt(body.answers, path, known.value),
        sources: { ...body.sources, [path]: known.source },
      }
    }
  }
  const body: BundleBody = { filer: plan.filer, locale, secret, pages: {} }
  const expires = draftExpiry(city, now)
  const contact = session?.accountId === undefined ? session?.email : undefined
  return cityDb(portal, city.id)
    .transaction()
    .execute(async (trx) => {
      const fresh = await insertBundle(
        trx,
        {
          id,
          account_id: session?.accountId ?? null,
          contact_token: contact === undefined ? null : tokens.contact(keys, city.id, contact),
          resume_number: resumeNumber,
          resume_token: tokens.secret(keys, city.id, resumeNumber, secret),
          body: sealBundle(keys, city.id, id, body),
          created_at: now,
          saved_at: now,
          expires_at: expires,
        },
        begun.map((each, place) => ({
          bundle_id: id,
          application_id: each.id,
          procedure_id: each.begin.procedure.definition.id,
          place,
        })),
      )
      if (!fresh) return false
      for (const [at, each] of begun.entries()) {
        const own = bodies[at]
        if (own !== undefined) await insertDraft(trx, draftRow(portal, city, each.begin, each.id, own))
      }
      if (session?.accountId !== undefined) return true
      for (const granted of [id, ...begun.map((each) => each.id)]) await grantBrowser(trx, by.browser, granted, expires)
      return true
    })
}
