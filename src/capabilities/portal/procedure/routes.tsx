import type { Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { processingClock } from '../../../civic/processing-clock.ts'
import { Text, type Words } from '../../../design/index.ts'
import type { City } from '../../../platform/cities.ts'
import { notFound, page, type WebEnv } from '../../../platform/http/index.ts'
import { type Locale, pickText } from '../../../platform/i18n/local-text.ts'
import type { PublicDraw } from '../../exchange/index.ts'
import { currentResident } from '../../identity/index.ts'
import { paperFiles, takesPaper } from '../../paper/index.ts'
import { type CityFacts, type CompiledProcedure, fieldKind } from '../../procedures/index.ts'
import { usualDaysOf } from '../../statistics/index.ts'
import { oftenOf } from '../bundles/often-for-page.ts'
import { withAbout } from '../drafts/about.ts'
import { draftsMessages } from '../drafts/messages.ts'
import { signInNeeded } from '../drafts/start.ts'
import { onlineFilers } from '../drafts/visit.ts'
import { readBrowseCatalogue } from '../home/topics.ts'
import { listDraws } from '../places/draw-store.ts'
import { findProcedure, onlineFiling, sectionOf } from '../shared/catalogue.ts'
import { sayDay } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { portalSettings } from '../shared/settings.ts'
import { readAskedDay, viewDeadline } from './deadline.ts'
import { checkEligibility, readAsked } from './eligibility.ts'
import { calendarOf, eligibilityOf, handOverOf } from './hand-over.tsx'
import { type ProcedureMessages, procedureMessages } from './messages.ts'
import { ProcedurePage, type ProcedurePageProps } from './views/procedure.tsx'

/** The page of one procedure. */
export function procedureRoutes(app: Hono<WebEnv>, portal: Portal): void {
  const { lifeEvents } = readBrowseCatalogue(portal.services.config.rootDir, portal.services.config)

  app.get('/procedures/:procedure', async (c) => {
    const city = c.get('city')
    const procedure = await findProcedure(portal.catalogue, city.id, c.req.param('procedure'))
    if (procedure === undefined) throw notFound()
    const locale = c.get('locale')
    const m = procedureMessages[locale]
    const now = c.get('now')
    const today = dayOf(now)
    const whole = await portal.catalogue.facts(city.id, today)
    const facts = await portal.places.facts(cityDb(portal, city.id), city.id, procedure, whole, now)
    const session = await currentResident(c, portal.services)
    const { definition } = procedure
    const acceptance = procedure.acceptance(today, facts)
    const online = onlineFilers(procedure).length > 0
    const level = signInNeeded(definition.assurance, null) ?? 'none'
    const asked = readAskedDay((name) => c.req.query(name))
    const handOver = procedure.handOver(facts)
    const [filer = 'self'] = definition.filers.map(({ kind }) => kind)
    const filing = onlineFiling(today, filer, session?.assurance ?? 'none')
    const form = c.req.query('check') === 'yes' ? readAsked(c.req.queries()) : undefined
    const eligibility = handOver === undefined ? undefined : checkEligibility(procedure, form, filing, facts)
    const all = await portal.catalogue.current(city.id)
    const props: ProcedurePageProps = {
      frame: frameOf(c, session),
      m,
      id: definition.id,
      name: definition.name,
      officialName: definition.officialName,
      summary: definition.summary,
      minutes: definition.guide.minutes,
      ...(c.req.query('discarded') === 'yes' ? { notice: draftsMessages[locale].discarded } : {}),
      ...(handOver !== undefined
        ? { handOver: handOverOf(handOver, m, locale) }
        : acceptance.open && online
          ? {
              start: {
                href: withAbout(c, `/procedures/${definition.id}/start`),
                label: m.start,
                note: m.signInNote[level],
                kept: m.keptFor(portalSettings(city).draftDays),
              },
            }
          : { closed: closedWords(procedure, acceptance, online, today, m, locale) }),
      ...(eligibility === undefined ? {} : { eligibility: eligibilityOf(eligibility, handOver, m, locale) }),
      ...calendarOf(procedure.calendar(eligibility?.answers ?? {}, filing, facts), today, m, locale),
      ...deadlineOf(procedure, facts, asked, (part) => c.req.query(`from.${part}`), today, m, locale),
      facts: factsOf(procedure, facts, today, m, locale, await usualDaysOf(portal.services, city.id, definition.id)),
      sessions: sessionsOf(procedure, facts, m, await drawsOf(portal, city.id, procedure)),
      prepare: definition.guide.prepare,
      afterwards: definition.guide.afterwards,
      otherWays: [
        { title: m.byCounter, text: definition.guide.counter },
        { title: m.byPaper, text: definition.guide.paper },
        ...(definition.guide.unableToSign === undefined
          ? []
          : [{ title: m.unableToSign, text: definition.guide.unableToSign }]),
      ],
      ...paperOf(procedure, city, m, locale),
      next: (definition.next ?? []).flatMap((next) => {
        const found = all.find((each) => each.definition.id === next.procedure)
        // Its own later notices are said on the receipt: here they would lead to the page one is on.
        return found === undefined || next.procedure === definition.id
          ? []
          : [{ href: `/procedures/${next.procedure}`, title: found.definition.name, note: next.reason }]
      }),
      ...(handOver === undefined && acceptance.open && online ? oftenOf(c, procedure, all, facts) : {}),
      lifeEvents: lifeEvents
        .filter(({ id }) => definition.lifeEvents.includes(id))
        .map(({ id, label }) => ({ href: `/life-events/${id}`, title: label })),
      basis: definition.legalBasis.map(({ law, article }) => `${law} ${article}`).join('、'),
      owner: pickText(sectionOf(city, definition.owner).name, locale).text,
    }
    const wrong = (asked !== undefined && !asked.ok) || eligibility?.outcome === 'incomplete'
    return page(c, <ProcedurePage {...props} />, wrong ? { status: 422 } : {})
  })
}

/** The forms to print, and where they go. */
function paperOf(
  { definition }: CompiledProcedure,
  city: City,
  m: ProcedureMessages,
  locale: Locale,
): Pick<ProcedurePageProps, 'paper'> {
  if (!takesPaper(definition)) return {}
  const section = sectionOf(city, definition.owner)
  const name = pickText(section.name, locale).text
  const say = definition.channels.includes('post') ? m.paperSend : m.paperNoPost
  return {
    paper: {
      send: say(name, section.phone),
      files: paperFiles.map((file) => ({
        href: `/procedures/${definition.id}/paper/${file}`,
        label: m.paperFile[file],
      })),
    },
  }
}

function closedWords(
  procedure: CompiledProcedure,
  acceptance: ReturnType<CompiledProcedure['acceptance']>,
  online: boolean,
  today: string,
  m: ProcedureMessages,
  locale: Locale,
): readonly Words[] {
  if (acceptance.open && !online) return [m.notOnline]
  const season = procedure.definition.acceptance?.season
  const year = today.slice(0, 4)
  return [
    ...(acceptance.text === undefined ? [] : [acceptance.text]),
    ...(season === undefined
      ? []
      : [m.seasonUntil(sayDay(`${year}-${season.from}`, locale), sayDay(`${year}-${season.to}`, locale))]),
  ]
}

function deadlineOf(
  procedure: CompiledProcedure,
  facts: CityFacts,
  asked: ReturnType<typeof readAskedDay>,
  typed: (part: string) => string | undefined,
  today: string,
  m: ProcedureMessages,
  locale: Locale,
): Pick<ProcedurePageProps, 'deadline'> {
  const rule = procedure.definition.filingDeadline
  if (rule === undefined) return {}
  const label = pickText(rule.fromLabel, locale).text
  const base = { title: m.deadlineTitle(sayDay(today, locale)), question: rule.fromLabel }
  const parts = {
    era: typed('era') ?? 'reiwa',
    year: typed('year') ?? '',
    month: typed('month') ?? '',
    day: typed('day') ?? '',
  }
  if (asked === undefined) return { deadline: { ...base, lines: [m.deadlineAsk(label)], typed: parts } }
  if (!asked.ok) return { deadline: { ...base, lines: [], typed: parts, error: m.deadlineUnreadable } }
  const deadline = procedure.deadlineFrom(asked.day, facts)
  if (deadline === undefined) return { deadline: { ...base, lines: [], typed: parts } }
  const view = viewDeadline(deadline, today)
  const from = sayDay(view.from, locale)
  const lines: readonly Words[] = [
    view.kind === 'late'
      ? m.deadlineLate(label, from)
      : view.kind === 'future'
        ? m.deadlineFuture(label)
        : m.deadlineInTime(label, from),
    ...(procedure.definition.guide.late === undefined ? [] : [procedure.definition.guide.late]),
  ]
  return {
    deadline: {
      ...base,
      value: m.deadlineDue(sayDay(view.due, locale)),
      ...(view.kind === 'in-time' ? { left: m.deadlineIn(view.left) } : {}),
      lines,
      typed: fieldKind('date').typed(asked.day),
    },
  }
}

function factsOf(
  procedure: CompiledProcedure,
  facts: CityFacts,
  today: string,
  m: ProcedureMessages,
  locale: Locale,
  usualDays: number | undefined,
): ProcedurePageProps['facts'] {
  const { guide, filers, carriedBy } = procedure.definition
  const processing = procedure.processing(facts)
  const due = processingClock(today, processing, [], today, (day) => facts.isClosedDay(day)).dueOn
  const law = processing.statutory ? m.resultByLaw(processing.statutory.law, processing.statutory.article) : ''
  return [
    { term: m.who, value: <Text words={guide.who} /> },
    {
      term: m.filers,
      value: (
        <ul>
          {filers.map((filer) => (
            <li>
              <Text words={filer.label} />
            </li>
          ))}
        </ul>
      ),
    },
    { term: m.fee, value: <Text words={guide.fee} /> },
    {
      term: m.time,
      value: <Text words={carriedBy === undefined ? m.timeValue(guide.minutes) : m.elsewhereTime(guide.minutes)} />,
    },
    ...(carriedBy !== undefined
      ? []
      : [
          {
            term: m.resultIn,
            value: (
              <>
                <Text words={`${m.resultDays(processing.days, processing.counting === 'open-days')}${law}`} />
                <br />
                <Text words={m.resultDue(sayDay(due, locale))} />
                {usualDays !== undefined && (
                  <>
                    <br />
                    <Text words={m.resultUsually(usualDays)} />
                  </>
                )}
              </>
            ),
          },
        ]),
  ]
}

/** What can be chosen now, with the places left: events, sessions, collection days. */
function sessionsOf(
  procedure: CompiledProcedure,
  facts: CityFacts,
  m: ProcedureMessages,
  draws: ReadonlyMap<string, PublicDraw>,
): ProcedurePageProps['sessions'] {
  const register = procedure.definition.capacity?.register
  if (register === undefined) return []
  return facts
    .register(register)
    .slice(0, 12)
    .map(({ id, label, left }) => ({
      label,
      full: left === 0,
      ...drawLink(draws.get(id), m),
      ...(left === undefined ? {} : { left: m.placesLeft(left) }),
    }))
}

function drawLink(draw: PublicDraw | undefined, m: ProcedureMessages): { draw?: { href: string; label: string } } {
  if (draw === undefined) return {}
  const label = draw.drawn === undefined ? m.drawCommitted(draw.commitment.slice(0, 16)) : m.drawHeld
  return { draw: { href: `/draws/${draw.id}`, label } }
}

/** Draws of the register that the procedure gives places of; one query, and none where nothing is drawn. */
async function drawsOf(
  portal: Portal,
  cityId: string,
  procedure: CompiledProcedure,
): Promise<ReadonlyMap<string, PublicDraw>> {
  const register = procedure.definition.capacity?.register
  return register === undefined ? new Map() : listDraws(cityDb(portal, cityId), register)
}
