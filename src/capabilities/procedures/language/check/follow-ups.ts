import { neverCarried } from '../carried-types.ts'
import { filed } from '../definition-follow-ups.ts'
import type { Reporter, YamlPath } from '../findings.ts'
import { suggestion } from '../nearest.ts'
import type { Model } from './model.ts'

/** What a follow-up says of its own procedure: outcomes that exist, places that can be carried on. Its other side is looked at with all definitions (`follow-up-targets.ts`). */
export function checkFollowUps(model: Model, report: Reporter): void {
  const { definition, groups, places } = model
  const outcomes = [filed, ...definition.outcomes.filter(({ continues }) => !continues).map(({ id }) => id)]
  definition.outcomes.forEach(({ id }, i) => {
    if (id === filed) report.error(['outcomes', i, 'id'], 'reserved-id', `「${filed}」は結果の名前にできません`)
  })
  const seen = new Set<string>()
  definition.followUps?.forEach((followUp, i) => {
    const at: YamlPath = ['followUps', i]
    if (seen.has(followUp.id))
      report.error([...at, 'id'], 'duplicate-id', `続きの届出「${followUp.id}」が2回あります。別の名前にしてください`)
    seen.add(followUp.id)
    followUp.after?.forEach((outcome, n) => {
      if (!outcomes.includes(outcome))
        report.error(
          [...at, 'after', n],
          'unknown-outcome',
          `結果「${outcome}」はありません${suggestion(outcome, outcomes)}`,
        )
    })
    for (const [there, here] of Object.entries(followUp.carry ?? {})) {
      const where = [...at, 'carry', there]
      if (there.includes('.') !== here.includes('.'))
        report.error(where, 'carry-level', '引き継ぐ答えは、まとまりからまとまりへか、項目から項目へ書いてください')
      const place = places.find(({ path }) => path === here)
      const known = place !== undefined || (!here.includes('.') && groups.has(here))
      if (!known) {
        const near = suggestion(here, [...groups.keys(), ...places.map(({ path }) => path)])
        report.error(where, 'unknown-field', `引き継ぐ答え「${here}」はありません${near}`)
      } else if (place !== undefined && (place.group.repeat !== undefined || neverCarried.has(place.field.type)))
        report.error(where, 'carry-type', `「${here}」は引き継げません（個人番号・書類・同意・くり返しの中の項目）`)
    }
  })
}
