import type { CityFacts, Filing, PageOnRoute, RegisterEntry, SummarySection } from '../engine.ts'
import type { FieldContext } from '../fields/kind.ts'
import type { Answers, AnswerValue, GroupAnswers } from '../language/answers.ts'
import type { Choice } from '../language/definition.ts'
import { isList, type Program, type Scope, type Value, type ValueRecord } from '../language/expression/value.ts'
import type { CompiledField, CompiledGroup, CompiledModel, CompiledPage } from './model.ts'

/** A field on this person's path, with its answer. */
export interface Place {
  readonly compiled: CompiledField
  readonly page: CompiledPage
  readonly path: string
  readonly item?: number
  readonly answer: AnswerValue | undefined
}

/** A repeated or single group on the path. */
export interface GroupPlace {
  readonly compiled: CompiledGroup
  readonly page: CompiledPage
  /** Items that were answered; undefined for a group that does not repeat. */
  readonly items?: number
}

/**
 * One evaluation: walks the pages in order, keeps what is on the path, and is the scope of all expressions.
 * A `when` reads only answers that stand before it (the checker sees to that), so what it saw stays true.
 */
export class Run implements Scope {
  readonly groups: Record<string, Value> = Object.create(null)
  readonly filing: ValueRecord
  readonly settings: ValueRecord
  readonly places: Place[] = []
  readonly groupPlaces: GroupPlace[] = []
  readonly pages: CompiledPage[] = []
  /** Answers on the path only. */
  readonly relevant: Record<string, GroupAnswers | GroupAnswers[]> = {}
  item: Value = null
  index: number | null = null
  entry: Value = null
  cell: Value = null
  kase: Value = null
  locals: Value[] = []
  sawNull = false
  /** Kept with the run that they were made of (`summary.ts`, `compile.ts`). */
  summary: readonly SummarySection[] | undefined
  route: readonly PageOnRoute[] | undefined
  private readonly memo = new Map<string, { readonly value: Value; readonly sawNull: boolean }>()

  constructor(
    readonly model: CompiledModel,
    readonly answers: Answers,
    readonly facts: Filing,
    readonly city: CityFacts,
  ) {
    this.filing = { ...facts }
    this.settings = settingsOf(model, city)
    for (const page of model.pages) this.walkPage(page)
  }

  condition(id: string): boolean {
    return this.once(`condition:${id}`, () => this.model.conditions.get(id)?.(this) === true) === true
  }

  value(id: string): Value {
    return this.once(`value:${id}`, () => {
      const compiled = this.model.values.get(id)
      if (!compiled) return null
      const { each } = compiled.value
      return each === undefined ? compiled.run(this) : this.forEach(each, compiled.run)
    })
  }

  isClosedDay(day: string): boolean {
    return this.city.isClosedDay(day)
  }

  /** Runs a program for every item of a repeated group. */
  forEach(group: string, program: Program): readonly Value[] {
    const list = this.groups[group]
    return list !== undefined && isList(list) ? list.map((item, i) => this.withItem(item, i, program)) : []
  }

  withItem(item: Value, index: number | null, program: Program): Value {
    const [outerItem, outerIndex] = [this.item, this.index]
    this.item = item
    this.index = index
    const result = program(this)
    this.item = outerItem
    this.index = outerIndex
    return result
  }

  /** Runs a program where the field stands: with its item, when its group repeats. */
  at(place: Pick<Place, 'compiled' | 'item'>, program: Program): Value {
    if (place.item === undefined) return program(this)
    const list = this.groups[place.compiled.group.id]
    const item = list !== undefined && isList(list) ? (list[place.item] ?? null) : null
    return this.withItem(item, place.item, program)
  }

  isRequired(place: Place): boolean {
    const { required, field } = place.compiled
    if (field.type === 'notice' || (field.type === 'individual-number' && !this.city.sealNumber)) return false
    return typeof required === 'boolean' ? required : this.at(place, required) === true
  }

  contextOf(place: Pick<Place, 'compiled' | 'item'>): FieldContext {
    const { compiled } = place
    const bound = (limit: number | Program | undefined): number | string | undefined => {
      const value = typeof limit === 'function' ? this.at(place, limit) : limit
      return typeof value === 'number' || typeof value === 'string' ? value : undefined
    }
    const [min, max] = [bound(compiled.min), bound(compiled.max)]
    return {
      field: compiled.field,
      today: this.facts.today,
      choices: this.choicesOf(place),
      entries: this.entriesOf(place),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      city: this.city,
    }
  }

  private choicesOf(place: Pick<Place, 'compiled' | 'item'>): readonly Choice[] {
    const { field, choices } = place.compiled
    return (field.choices ?? []).filter((_, i) => {
      const when = choices[i]
      return when === undefined || this.at(place, when) === true
    })
  }

  private entriesOf(place: Pick<Place, 'compiled' | 'item'>): readonly RegisterEntry[] {
    const { field, entries } = place.compiled
    if (!field.register) return []
    const all = this.city.register(field.register.id)
    return entries === undefined
      ? all
      : all.filter((entry) => this.withEntry(entry, (s) => this.at(place, () => entries(s))) === true)
  }

  withEntry(entry: RegisterEntry, program: Program): Value {
    const outer = this.entry
    this.entry = { id: entry.id, label: entry.label.ja, left: entry.left ?? null, facts: entry.facts }
    const result = program(this)
    this.entry = outer
    return result
  }

  /** Computes a condition or value once, outside of the present item and the names of list walks. */
  private once(key: string, work: () => Value): Value {
    const known = this.memo.get(key)
    if (known) {
      this.sawNull ||= known.sawNull
      return known.value
    }
    const { item, index, locals, sawNull } = this
    this.item = null
    this.index = null
    this.locals = []
    this.sawNull = false
    const value = work()
    this.memo.set(key, { value, sawNull: this.sawNull })
    this.item = item
    this.index = index
    this.locals = locals
    this.sawNull ||= sawNull
    return value
  }

  private walkPage(page: CompiledPage): void {
    if (page.when && page.when(this) !== true) return
    this.pages.push(page)
    for (const group of page.groups) {
      if (group.when && group.when(this) !== true) continue
      if (group.group.repeat) this.walkItems(page, group)
      else this.walkGroup(page, group)
    }
  }

  private walkGroup(page: CompiledPage, compiled: CompiledGroup): void {
    const { id } = compiled.group
    const answered = this.answers[id]
    const given = isAnswers(answered) ? answered : undefined
    const kept: Record<string, AnswerValue> = {}
    const values: Record<string, Value> = Object.create(null)
    this.groups[id] = values
    this.groupPlaces.push({ compiled, page })
    this.walkFields(page, compiled, given, kept, values, undefined)
    if (given !== undefined) this.relevant[id] = kept
  }

  private walkItems(page: CompiledPage, compiled: CompiledGroup): void {
    const { id, repeat } = compiled.group
    const answered = this.answers[id]
    const given = Array.isArray(answered) ? (answered as readonly GroupAnswers[]).slice(0, (repeat?.max ?? 0) + 1) : []
    const list: Value[] = []
    const kept: GroupAnswers[] = []
    this.groups[id] = list
    this.groupPlaces.push({ compiled, page, items: given.length })
    given.forEach((item, i) => {
      const keptItem: Record<string, AnswerValue> = {}
      const values: Record<string, Value> = Object.create(null)
      list.push(values)
      kept.push(keptItem)
      this.item = values
      this.index = i
      this.walkFields(page, compiled, isAnswers(item) ? item : {}, keptItem, values, i)
    })
    this.item = null
    this.index = null
    if (Array.isArray(answered)) this.relevant[id] = kept
  }

  private walkFields(
    page: CompiledPage,
    compiled: CompiledGroup,
    given: GroupAnswers | undefined,
    kept: Record<string, AnswerValue>,
    values: Record<string, Value>,
    item: number | undefined,
  ): void {
    const head = item === undefined ? compiled.group.id : `${compiled.group.id}.${item}`
    for (const field of compiled.fields) {
      if (field.when && field.when(this) !== true) continue
      const { id } = field.field
      const answer = given !== undefined && Object.hasOwn(given, id) ? given[id] : undefined
      const place = { compiled: field, page, path: `${head}.${id}`, answer, ...(item === undefined ? {} : { item }) }
      this.places.push(place)
      if (answer === undefined || answer === null) continue
      kept[id] = answer
      values[id] = this.valueOf(place, answer)
    }
  }

  /** Register entries need the office's facts; other answers are values by themselves. */
  private valueOf(place: Place, answer: AnswerValue): Value {
    const { compiled } = place
    const entries = compiled.field.register ? this.city.register(compiled.field.register.id) : []
    return compiled.kind.value(answer, {
      field: compiled.field,
      today: this.facts.today,
      choices: compiled.field.choices ?? [],
      entries,
      city: this.city,
    })
  }
}

function isAnswers(value: unknown): value is GroupAnswers {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function settingsOf(model: CompiledModel, city: CityFacts): ValueRecord {
  const settings: Record<string, Value> = Object.create(null)
  for (const [id, use] of Object.entries(model.definition.settings ?? {})) {
    const set = city.settings[id]
    settings[id] = isSetting(set) ? set : use.default
  }
  return settings
}

function isSetting(value: unknown): value is string | number | boolean | readonly string[] {
  return (
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((x) => typeof x === 'string'))
  )
}
