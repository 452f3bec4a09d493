import type { Reporter } from '../../procedures/index.ts'
import { type GuideItem, thingOf, type WholeItem } from './guide.ts'
import type { SharedContent } from './load.ts'

/** What an item has to bring, and that what it names exists. Undefined when anything is wrong. */
export function checkItems(
  items: readonly GuideItem[],
  shared: SharedContent,
  report: Reporter,
): readonly WholeItem[] | undefined {
  const ids = new Set<string>()
  const whole = items.flatMap((item, i) => {
    const at = ['items', i]
    if (ids.has(item.id)) report.error([...at, 'id'], 'duplicate-id', `「${item.id}」が2回あります`)
    ids.add(item.id)
    if (item.use !== undefined && !shared.items.has(item.use))
      report.error([...at, 'use'], 'unknown-item', `共通の項目「${item.use}」が _items.yaml にありません`)
    if (item.office !== undefined && !shared.offices.has(item.office))
      report.error([...at, 'office'], 'unknown-office', `窓口「${item.office}」が _offices.yaml にありません`)
    const brought = (item.bring ?? []).map(thingOf)
    brought.forEach((thing, b) => {
      if (!shared.things.has(thing))
        report.error([...at, 'bring', b], 'unknown-thing', `持ち物「${thing}」が _things.yaml にありません`)
      if (brought.indexOf(thing) < b)
        report.error([...at, 'bring', b], 'duplicate-thing', `持ち物「${thing}」が2回あります`)
    })
    checkDue(item, at, report)
    if (item.late !== undefined && (item.due === undefined || item.due.advised === true))
      report.error([...at, 'late'], 'late', '過ぎたときの言葉（late）は、法律の期限のある項目だけに書きます')
    if (item.prefill !== undefined && item.procedure === undefined)
      report.error(
        [...at, 'prefill'],
        'prefill',
        '先に入れておく答え（prefill）は、手続（procedure）のある項目に書きます',
      )
    const { name, how, office } = item
    if (name !== undefined && how !== undefined && office !== undefined) return [{ ...item, name, how, office }]
    report.error(at, 'item-needs', `「${item.id}」には name・how・office を書くか、use で共通の項目を使ってください`)
    return []
  })
  return whole.length === items.length ? whole : undefined
}

function checkDue({ due, procedure }: GuideItem, at: readonly (string | number)[], report: Reporter): void {
  if (due === undefined) return
  const place = [...at, 'due']
  if ((due.from === undefined) === (due.on === undefined))
    report.error(place, 'due', '期限は from（数えはじめる日）か on（その日）のどちらかひとつで書いてください')
  const periods = [due.days, due.months].filter((each) => each !== undefined).length
  if (due.from !== undefined && periods !== 1 && !(periods === 0 && procedure !== undefined))
    report.error(place, 'due', '数える長さを days か months のどちらかひとつで書いてください')
  if (due.from !== undefined && periods === 1 && due.article === undefined && due.advised !== true)
    report.error(place, 'due', '法律の期限には根拠の条文（article）を書いてください。目安なら advised: true とします')
}
