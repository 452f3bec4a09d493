import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildSearchIndex, searchProcedures } from '../src/capabilities/portal/home/search.ts'
import { loadProcedure } from '../src/capabilities/procedures/language/load.ts'
import { readProcedureFolders, readSharedParts } from '../src/capabilities/procedures/seeds/folder.ts'

/** What people type, as they type it, and what has to be among the first three procedures of the shipped catalogue. */
const typed: readonly (readonly [query: string, procedure: string])[] = [
  // Kana, kanji variants, old names.
  ['じどうてあて', 'child-allowance-claim'],
  ['児童手当', 'child-allowance-claim'],
  ['子ども手当', 'child-allowance-claim'],
  ['こども手当', 'child-allowance-claim'],
  ['子供手当　申請', 'child-allowance-claim'],
  ['ジドウテアテ', 'child-allowance-claim'],
  ['じどうてあつ', 'child-allowance-claim'],
  ['赤ちゃん 手当', 'child-allowance-claim'],
  ['児童手当 現況届', 'child-allowance-annual-status'],
  ['児童手当 第二子', 'child-allowance-amount-change'],
  ['第3子', 'child-allowance-amount-change'],
  ['児童手当 引っ越し', 'child-allowance-name-address-change'],
  ['児童手当 口座変更', 'child-allowance-name-address-change'],
  ['児童手当 やめる', 'child-allowance-termination'],
  ['児童手当 市外に転出', 'child-allowance-termination'],
  ['公務員になった', 'child-allowance-termination'],
  ['児童手当 死亡', 'child-allowance-unpaid-claim'],
  ['寄附', 'child-allowance-donation'],
  ['きふ', 'child-allowance-donation'],
  ['寄付　やめる', 'child-allowance-donation-change'],
  ['給食費', 'child-allowance-school-fee-deduction'],
  ['給食費 天引き', 'child-allowance-school-fee-deduction'],
  ['給食費 天引き やめる', 'child-allowance-school-fee-deduction-change'],
  ['母子家庭', 'child-rearing-allowance-annual-status-presubmit'],
  ['ひとり親 現況届', 'child-rearing-allowance-annual-status-presubmit'],
  ['児童扶養手当', 'child-rearing-allowance-annual-status-presubmit'],
  ['母子手帳', 'pregnancy-notification'],
  ['ぼしてちょう', 'pregnancy-notification'],
  ['妊娠しました', 'pregnancy-notification'],
  ['pregnant', 'pregnancy-notification'],
  ['child benefit', 'child-allowance-claim'],
  ['chlid allowance', 'child-allowance-claim'],
  // Care.
  ['介護 更新', 'ltc-certification-renewal'],
  ['介護認定', 'ltc-certification-new'],
  ['かいごにんてい', 'ltc-certification-new'],
  ['要介護認定　申し込み', 'ltc-certification-new'],
  ['ヘルパー', 'ltc-certification-new'],
  ['区分変更', 'ltc-certification-category-change'],
  ['介護度 上がる', 'ltc-certification-category-change'],
  ['介護 引越し', 'ltc-certification-after-move'],
  ['ケアプラン', 'ltc-care-plan-request'],
  ['手すり', 'ltc-home-modification-benefit'],
  ['てすり 取付', 'ltc-home-modification-benefit'],
  ['介護リフォーム', 'ltc-home-modification-benefit'],
  ['ポータブルトイレ', 'ltc-welfare-equipment-benefit'],
  ['シャワーチェアー', 'ltc-welfare-equipment-benefit'],
  ['特養 食費', 'ltc-burden-limit-certification'],
  ['限度額認定証', 'ltc-burden-limit-certification'],
  ['高額介護', 'ltc-high-cost-benefit'],
  ['介護 払い戻し', 'ltc-high-cost-benefit'],
  ['介護保険証 なくした', 'ltc-insured-cert-reissue'],
  ['保険証 再発行', 'ltc-insured-cert-reissue'],
  ['負担割合証', 'ltc-copay-cert-reissue'],
  ['care certification renewal', 'ltc-certification-renewal'],
  // Houses, water, waste, dogs, disasters.
  ['ごみ 粗大', 'bulky-waste'],
  ['粗大ゴミ', 'bulky-waste'],
  ['そだいごみ', 'bulky-waste'],
  ['ｿﾌｧｰ', 'bulky-waste'],
  ['ベット', 'bulky-waste'],
  ['冷蔵庫 捨てたい', 'bulky-waste'],
  ['big garbage', 'bulky-waste'],
  ['furniture', 'bulky-waste'],
  ['water stop', 'water-service-start'],
  ['水道 止める', 'water-service-start'],
  ['すいどう', 'water-service-start'],
  ['水道 開始', 'water-service-start'],
  ['引っ越し 水道', 'water-service-start'],
  ['犬', 'dog-registration'],
  ['わんちゃん 登録', 'dog-registration'],
  ['犬　死んだ', 'dog-registration'],
  ['狂犬病', 'dog-registration'],
  ['dog licence', 'dog-registration'],
  ['り災証明', 'disaster-damage-certificate'],
  ['罹災證明書', 'disaster-damage-certificate'],
  ['りさい', 'disaster-damage-certificate'],
  ['台風で屋根', 'disaster-damage-certificate'],
  ['flood', 'disaster-damage-certificate'],
  // Nursery schools.
  ['保育園 申込', 'nursery-application'],
  ['保育園　申し込み', 'nursery-application'],
  ['ほいくえん', 'nursery-application'],
  ['保育所 入りたい', 'nursery-application'],
  ['nursery', 'nursery-application'],
  ['保育園 現況届', 'nursery-annual-status'],
  ['幼稚園 認定', 'childcare-benefit-certification'],
  ['２号認定', 'childcare-benefit-certification'],
  // Learning, working, voting, business.
  ['イベント', 'event-registration'],
  ['講座 申し込み', 'event-registration'],
  ['スマホ教室', 'event-registration'],
  ['市役所 就職', 'staff-exam'],
  ['採用試験', 'staff-exam'],
  ['不在者投票', 'absentee-ballot'],
  ['選挙 出張', 'absentee-ballot'],
  ['vote', 'absentee-ballot'],
  ['入札', 'bidder-qualification'],
  ['指名願', 'bidder-qualification'],
  ['後援名義', 'sponsorship-name'],
  ['電子入札', 'e-bidding'],
  ['落札', 'e-bidding'],
  ['道路占用', 'road-occupancy'],
  ['足場', 'road-occupancy'],
  ['情報公開', 'document-disclosure'],
  ['議事録 コピー', 'document-disclosure'],
  ['エルタックス', 'local-tax-eltax'],
  ['給与支払報告', 'local-tax-eltax'],
  // Places and books.
  ['体育館 予約', 'facility-booking'],
  ['たいくかん', 'facility-booking'],
  ['テニスコート', 'facility-booking'],
  ['図書館 予約', 'library-hold'],
  ['本を借りる', 'library-hold'],
  ['libary', 'library-hold'],
  ['オープンデータ まちがい', 'open-data-report'],
  ['地図の場所がちがう', 'open-data-report'],
]

const { shared: parts } = await readSharedParts('.')
const folders = await readProcedureFolders(path.resolve('procedures'), { cases: false })
const definitions = folders.flatMap(
  (folder) => loadProcedure(folder.source, { shared: parts, published: true }).definition ?? [],
)
const index = buildSearchIndex(definitions)

describe('search over the shipped catalogue', () => {
  it('has something typed for every procedure', () => {
    expect(typed.length).toBeGreaterThanOrEqual(60)
    const wanted = new Set(typed.map(([, id]) => id))
    expect(definitions.map(({ id }) => id).filter((id) => !wanted.has(id))).toEqual([])
    expect([...wanted].filter((id) => !definitions.some((definition) => definition.id === id))).toEqual([])
  })

  it.each(typed)('%s → %s', (query, id) => {
    expect(searchProcedures(index, query).slice(0, 3)).toContain(id)
  })
})
