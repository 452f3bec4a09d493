import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { readDate } from '../../../civic/era.ts'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import type { Surroundings } from '../check-copy.ts'
import { differencesOf } from '../differences/differences.ts'
import { copyName } from '../name.ts'
import { findCopy, listSaves } from '../store/copies.ts'
import { listProposals } from '../store/proposals.ts'
import { readVersion } from '../surroundings.ts'
import { lineDiff } from '../text/line-diff.ts'
import { actOf, checkedOf, copyOf, type Designer, dbOf, designerForm, saveProblem, screenOf } from '../web.ts'
import { approversOf } from './approvers.ts'
import { messages } from './messages.ja.ts'
import { decidePublication, proposePublication } from './publish.ts'
import { staysOf } from './stays.ts'
import { DifferencesPage, PublicationPage, SaveDifferencesPage } from './views.tsx'

const words = messages.publication

/** Differences, the proposal, the decision. */
export function publicationRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/differences', async (c) => {
    const copy = await copyOf(designer, c)
    if (c.req.query('save') !== undefined) return saveDifferences(c, Number(c.req.query('save')))
    const { definition, around } = await checkedOf(designer, c, copy)
    const base = around.published.find(({ stored }) => stored.number === copy.baseNumber) ?? around.published[0]
    const whole = base && readVersion(base.stored)[0]
    const before = whole && { definition: whole.definition, letters: whole.stored.letters }
    return page(
      c,
      <DifferencesPage
        screen={screenOf(c, {})}
        copy={copy}
        name={copyName(copy)}
        baseNumber={base?.stored.number}
        lines={definition && (before ? differencesOf(before, { definition, letters: copy.letters }) : [])}
        stays={await staysOf(designer, c, copy.procedureId, storedOf(around))}
      />,
    )
  })

  app.get('/designer/copies/:copy/publication', (c) => show(c, {}))

  app.post('/designer/copies/:copy/publication', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const problems: Record<string, string> = {}
    const day = readDate(form.text('holdsFrom').trim())
    const reason = form.text('reason').trim()
    if (!day.ok) problems.holdsFrom = words.problems.day
    else if (day.day < dayOf(c.get('now'))) problems.holdsFrom = words.problems['day-past']
    if (reason === '' || reason.length > 1000) problems.reason = words.problems.reason
    if (!day.ok || Object.keys(problems).length > 0) return show(c, { form, problems })
    const wanted = { copyId: copy.id, seen: Number(form.text('seen')), holdsFrom: day.day, reason }
    const outcome = await proposePublication(actOf(designer, c, form), wanted)
    if (!outcome.ok) {
      const { refusal } = outcome
      const overtaken = refusal === 'changed-meanwhile'
      const problem = overtaken
        ? await saveProblem(designer, c, copy.id, { ok: false, refusal })
        : words.problems[refusal]
      return show(c, { form, problem })
    }
    return seeOther(c, `/designer/copies/${copy.id}/publication?done=proposed`)
  })

  app.post('/designer/copies/:copy/publication/:proposal', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const decision = form.text('do')
    if (decision !== 'approved' && decision !== 'sent-back' && decision !== 'recalled') throw notFound()
    const comment = form.text('comment').trim()
    if (comment.length > 1000 || (decision === 'sent-back' && comment === '')) {
      return show(c, { form, problems: { comment: words.problems.comment } })
    }
    const outcome = await decidePublication(actOf(designer, c, form), {
      copyId: copy.id,
      proposalId: c.req.param('proposal'),
      decision,
      comment,
      mayPublish: mayDo(currentStaff(c), 'procedures.publish'),
    })
    if (!outcome.ok) return show(c, { form, problem: words.problems[outcome.refusal] })
    return seeOther(c, `/designer/copies/${copy.id}/publication?done=${decision}`)
  })

  async function show(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { findings, around } = await checkedOf(designer, c, copy)
    const today = dayOf(c.get('now'))
    const [newest] = around.published
    const { staffId } = currentStaff(c)
    const proposals = await listProposals(dbOf(designer, c), copy.id)
    const saves = await listSaves(dbOf(designer, c), copy.id)
    const waiting = proposals.filter(({ state }) => state === 'proposed').map(({ proposedBy }) => proposedBy)
    const own = new Set([
      ...saves.map(({ savedBy }) => savedBy),
      ...waiting,
      ...(copy.state === 'open' ? [staffId] : []),
    ])
    return page(
      c,
      <PublicationPage
        screen={screenOf(c, shown, words.done)}
        copy={copy}
        name={copyName(copy)}
        errors={findings.filter(({ severity }) => severity === 'error').length}
        overridden={newest && newest.stored.effectiveFrom > today ? newest.stored : undefined}
        proposals={proposals}
        staffId={staffId}
        ownWork={own.has(staffId)}
        approvers={await approversOf(dbOf(designer, c), today, own)}
        stays={newest && (await staysOf(designer, c, copy.procedureId, storedOf(around)))}
      />,
      statusOf(shown),
    )
  }

  async function saveDifferences(c: Context<WebEnv>, number: number): Promise<Response> {
    const copy = await copyOf(designer, c)
    const older = Number.isSafeInteger(number) ? await findCopy(dbOf(designer, c), copy.id, number) : undefined
    if (!older) throw notFound()
    return page(
      c,
      <SaveDifferencesPage
        screen={screenOf(c, {})}
        copy={copy}
        name={copyName(copy)}
        number={number}
        lines={lineDiff(older.source, copy.source)}
      />,
    )
  }
}

function storedOf({ published }: Surroundings) {
  return published.map(({ stored }) => stored)
}
