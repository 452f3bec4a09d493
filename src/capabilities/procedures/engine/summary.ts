import { isDay } from '../../../civic/day.ts'
import { formatEraMonth } from '../../../civic/era.ts'
import { formatYen } from '../../../civic/money.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { ShownValue, SummarySection } from '../engine.ts'
import { sameText } from '../fields/kind.ts'
import { slotText } from '../fields/wording.ts'
import { isList, type Value, valueText } from '../language/expression/value.ts'
import type { Place, Run } from './run.ts'

const notAnswered: LocalText = { ja: '入力なし', easy: '入《い》れて いません', en: 'Not answered' }
const takenFromRegister: LocalText = {
  ja: '入力は要りません。市が登録から確かめます',
  easy: '入《い》れなくて いいです。市《し》が 自分《じぶん》で 見《み》ます',
  en: 'Not asked: the city takes it from its register',
}

/** Answers on the path in reading order, one section a page. A submission asks several times; it is made once. */
export function summarise(run: Run): readonly SummarySection[] {
  run.summary ??= summaryOf(run)
  return run.summary
}

function summaryOf(run: Run): readonly SummarySection[] {
  return run.pages.map((page) => ({
    pageId: page.page.id,
    title: page.page.title,
    rows: run.places
      .filter((place) => place.page === page && place.compiled.field.type !== 'notice')
      .map((place) => rowOf(run, place)),
  }))
}

/** The words, in three languages, are made when they are read: a submission reads one name of all the rows. */
function rowOf(run: Run, place: Place): SummarySection['rows'][number] {
  let text: LocalText | undefined
  return {
    path: place.path,
    label: place.compiled.field.label,
    get text() {
      text ??= textOf(run, place)
      return text
    },
    value: place.answer,
    field: place.compiled.field,
    ...(place.item === undefined ? {} : { item: place.item }),
  }
}

function textOf(run: Run, place: Place): LocalText {
  const { field, kind } = place.compiled
  if (place.answer !== undefined) {
    const entries = field.register ? run.city.register(field.register.id) : []
    return kind.show(place.answer, {
      field,
      today: run.facts.today,
      choices: field.choices ?? [],
      entries,
      city: run.city,
    })
  }
  return field.type === 'individual-number' && !run.city.sealNumber ? takenFromRegister : notAnswered
}

/** Computed values with a word for whom they are shown to, in words. What nothing is known of is left out. */
export function shownValues(run: Run, to: 'resident' | 'office'): readonly ShownValue[] {
  return [...run.model.values].flatMap(([id, { value }]) => {
    if (to === 'resident' && value.show !== 'resident') return []
    const result = run.value(id)
    const items = value.each !== undefined && isList(result) ? result : [result]
    if (items.every((item) => item === null)) return []
    const texts = items.map((item) => (item === null ? sameText('—') : wordsOf(item, value.type)))
    const join = (locale: 'ja' | 'easy' | 'en'): string => texts.map((text) => text[locale] ?? text.ja).join('、')
    return [{ id, label: value.label, text: { ja: join('ja'), easy: join('easy'), en: join('en') } }]
  })
}

function wordsOf(value: Value, type: string): LocalText {
  if (type === 'money' && typeof value === 'number') {
    const yen = formatYen(value)
    return { ja: yen, easy: yen, en: `${yen.replace('円', '')} yen` }
  }
  if (type === 'month' && typeof value === 'string')
    return { ja: formatEraMonth(value), easy: value.replace('-', '年').concat('月'), en: value }
  if (typeof value === 'number' || (typeof value === 'string' && isDay(value))) return slotText(value)
  return sameText(valueText(value))
}
