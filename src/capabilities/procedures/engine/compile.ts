import { isDay } from '../../../civic/day.ts'
import { nextOpenDay } from '../../../civic/period.ts'
import type {
  CityFacts,
  CompiledProcedure,
  Filing,
  HandOver,
  PageOnRoute,
  PlacedField,
  Problem,
  ProcessingHere,
} from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import { isSafeAddress } from '../language/check/hand-over.ts'
import type { ProcedureDefinition } from '../language/definition.ts'
import type { Value } from '../language/expression/value.ts'
import { buildModel } from './build.ts'
import { followUpsOf } from './follow-ups.ts'
import type { CompiledModel, CompiledPage } from './model.ts'
import {
  calendarOf,
  capacityOf,
  capacityTermsOf,
  checklistOf,
  deadlineFrom,
  deadlineOf,
  exportRowOf,
  feeOf,
  followedOf,
  sectionOf,
} from './office.ts'
import { placeProblems, repeatProblems, ruleProblems } from './problems.ts'
import { readPage } from './read-page.ts'
import { type Place, Run } from './run.ts'
import { shownValues, summarise } from './summary.ts'

/**
 * Compiles a checked definition. Everything that does not hang on a person's answers is done here, once.
 * @param hash the version's sha256, hex
 * @param options.whenNeeded the same, with the first answers that come: for a definition that is known to compile
 */
export function compile(
  definition: ProcedureDefinition,
  hash: string,
  options: { readonly whenNeeded?: boolean } = {},
): CompiledProcedure {
  let built: CompiledModel | undefined
  const model = (): CompiledModel => {
    built ??= buildModel(definition)
    return built
  }
  if (!options.whenNeeded) model()
  let readsTime: boolean | undefined
  const runs = new WeakMap<Answers, { readonly filing: Filing; readonly city: CityFacts; readonly run: Run }>()
  /** The same answers in the same surroundings are walked once: a request asks for route, problems and fee together. */
  const runOf = (answers: Answers, filing: Filing, city: CityFacts): Run => {
    const known = runs.get(answers)
    if (known && known.filing === filing && known.city === city) return known.run
    const run = new Run(model(), answers, filing, city)
    runs.set(answers, { filing, city, run })
    return run
  }
  return {
    definition,
    hash,
    get readsTime() {
      readsTime ??= JSON.stringify(definition).includes('filing.filedTime')
      return readsTime
    },
    route: (answers, filing, city) => routeOf(runOf(answers, filing, city)),
    readPage: (pageId, form, before, filing, city) => readPage(model(), runOf, pageId, form, before, filing, city),
    validate: (answers, filing, city) => problemsOf(runOf(answers, filing, city)),
    evaluate(answers, filing, city) {
      const run = runOf(answers, filing, city)
      let conditions: Readonly<Record<string, boolean>> | undefined
      let values: Readonly<Record<string, Value>> | undefined
      // Who asks for problems and fee, as a submission does, has no others worked out than those that they hang on.
      return {
        get conditions() {
          conditions ??= Object.fromEntries(
            [...model().conditions.keys()].map((id) => [id, run.condition(id)] as const),
          )
          return conditions
        },
        get values() {
          values ??= Object.fromEntries([...model().values.keys()].map((id) => [id, run.value(id)] as const))
          return values
        },
        problems: problemsOf(run),
        fee: feeOf(run),
      }
    },
    relevant: (answers, filing, city) => runOf(answers, filing, city).relevant,
    summarise: (answers, filing, city) => summarise(runOf(answers, filing, city)),
    checklist: (answers, filing, city) => checklistOf(runOf(answers, filing, city)),
    outcomes: () => definition.outcomes,
    followed: (outcomeId, decided, answers, filing, city) =>
      followedOf(runOf(answers, filing, city), outcomeId, decided),
    deadline: (answers, filing, city) => deadlineOf(runOf(answers, filing, city)),
    deadlineFrom: (day, city) => deadlineFrom(model(), day, city),
    calendar: (answers, filing, city) => calendarOf(runOf(answers, filing, city)),
    handOver: (city) => handOverOf(definition, city),
    processing: (city) => processingOf(definition, city),
    acceptance: (today, city) => acceptanceOf(definition, today, city),
    capacity: (answers, filing, city) => capacityOf(runOf(answers, filing, city)),
    capacityTerms: (entry, today, city) => capacityTermsOf(new Run(model(), {}, nobodyOn(today), city), entry),
    duplicateKey(answers, filing, city) {
      const key = model().office.duplicateKey?.(runOf(answers, filing, city))
      return typeof key === 'string' && key !== '' ? key : undefined
    },
    sectionOf: (answers, filing, city) => sectionOf(runOf(answers, filing, city)),
    approvalAmount(answers, filing, city) {
      const amount = model().office.approvalAmount?.(runOf(answers, filing, city))
      return typeof amount === 'number' ? amount : undefined
    },
    exportRow: (layoutId, answers, filing, city, extra) => exportRowOf(runOf(answers, filing, city), layoutId, extra),
    shownValues: (answers, filing, city, to) => shownValues(runOf(answers, filing, city), to),
    // A run of its own: what it works out hangs on the decision.
    followUps: (known, answers, filing, city) => followUpsOf(new Run(model(), answers, filing, city), known),
    next(answers, filing, city) {
      const run = runOf(answers, filing, city)
      const offered = definition.next ?? []
      return offered.filter((_, i) => (model().office.next[i]?.(run) ?? true) === true)
    },
  }
}

/** A filing of nobody, for what hangs on the day and the city alone. */
const nobodyOn = (today: string): Filing => ({
  today,
  filedOn: today,
  channel: 'online',
  filer: 'self',
  assurance: 'none',
})

function problemsOf(run: Run): readonly Problem[] {
  return [...run.places.flatMap((place) => placeProblems(run, place)), ...repeatProblems(run), ...ruleProblems(run)]
}

/** A request asks for the route more than once, and for one page of it: the rest is not worked out before it is read. */
function routeOf(run: Run): readonly PageOnRoute[] {
  run.route ??= run.pages.map((page) => pageOnRoute(run, page))
  return run.route
}

function pageOnRoute(run: Run, page: CompiledPage): PageOnRoute {
  const places = run.places.filter((place) => place.page === page)
  let fields: readonly PlacedField[] | undefined
  let status: PageOnRoute['status'] | undefined
  return {
    page: page.page,
    get fields() {
      fields ??= places.map((place) => placedField(run, place))
      return fields
    },
    get status() {
      status ??= statusOf(run, page, places)
      return status
    },
  }
}

function placedField(run: Run, place: Place): PlacedField {
  const { compiled, path, item } = place
  const { choices, entries, min, max } = run.contextOf(place)
  return {
    path,
    group: compiled.group,
    ...(item === undefined ? {} : { item }),
    field: compiled.field,
    required: run.isRequired(place),
    ...(compiled.field.choices ? { choices } : {}),
    ...(compiled.field.register ? { entries } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }
}

/** Open: never saved. Done: saved, and nothing on it to put right; or nothing on it to answer. */
function statusOf(run: Run, page: CompiledPage, places: readonly Place[]): PageOnRoute['status'] {
  const saved = page.groups.some(({ group }) => run.relevant[group.id] !== undefined)
  if (!saved) {
    const asks = places.some(({ compiled }) => compiled.field.type !== 'notice')
    const repeats = run.groupPlaces.some((place) => place.page === page && place.items !== undefined)
    return asks || repeats ? 'open' : 'done'
  }
  const groups = new Set(page.groups.map(({ group }) => group.id))
  const wrong = places.some((place) => placeProblems(run, place).length > 0)
  return wrong || repeatProblems(run).some(({ path }) => groups.has(path)) ? 'started' : 'done'
}

function handOverOf({ carriedBy, settings }: ProcedureDefinition, city: CityFacts): HandOver | undefined {
  if (!carriedBy) return undefined
  const held = (name: string): string => String(city.settings[name] ?? settings?.[name]?.default ?? '')
  const address = held(carriedBy.address)
  const { system, needs } = carriedBy
  return { system, needs, phone: held(carriedBy.phone), ...(isSafeAddress(address) ? { address } : {}) }
}

function processingOf({ processing, settings }: ProcedureDefinition, city: CityFacts): ProcessingHere {
  const { countFirstDay, ...period } = processing
  const counts =
    typeof countFirstDay === 'string'
      ? (city.settings[countFirstDay] ?? settings?.[countFirstDay]?.default) === true
      : countFirstDay === true
  return { ...period, ...(counts ? { countFirstDay: true } : {}) }
}

function acceptanceOf(
  definition: ProcedureDefinition,
  today: string,
  city: CityFacts,
): ReturnType<CompiledProcedure['acceptance']> {
  const rule = definition.acceptance
  if (!rule) return { open: true }
  const { register, season, paused, closedText } = rule
  if (paused) return { open: false, text: closedText }
  const hasEntry = register === undefined || city.register(register).length > 0
  return inSeason(season, today, city) && hasEntry ? { open: true } : { open: false, text: closedText }
}

function inSeason(
  season: NonNullable<ProcedureDefinition['acceptance']>['season'],
  today: string,
  city: CityFacts,
): boolean {
  if (season === undefined) return true
  const monthDay = today.slice(5)
  const { from, to, shiftToOpenDay } = season
  if (from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to) return true
  if (!shiftToOpenDay) return false
  const year = Number(today.slice(0, 4))
  const last = `${monthDay > to ? year : year - 1}-${to}`
  return isDay(last) && today <= nextOpenDay(last, (day) => city.isClosedDay(day))
}
