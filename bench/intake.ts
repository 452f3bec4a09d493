import { importFile } from '../src/capabilities/intake/index.ts'
import type { ZoneServices } from '../src/platform/services.ts'
import type { MeasuredHall } from './hall.ts'
import { type Measure, type Progress, under } from './report.ts'

const rows = 10_000

/** Dog registrations as another service exports them, with its headings and words; the people are made up. */
const dog: Readonly<Record<string, string>> = {
  '届け出の種類／どの手続きですか': '新しく犬を飼いはじめた（登録）',
  '飼い主（所有者）／名前（姓）': '見本',
  '飼い主（所有者）／名前（名）': '彩',
  '飼い主（所有者）／フリガナ（姓）': 'ミホン',
  '飼い主（所有者）／フリガナ（名）': 'アヤ',
  '飼い主（所有者）／住所（郵便番号）': '7420022',
  '飼い主（所有者）／住所（都道府県）': '山口県',
  '飼い主（所有者）／住所（市区町村）': '柳井市',
  '飼い主（所有者）／住所（町字）': '柳井津',
  '飼い主（所有者）／住所（番地）': '999',
  '連絡先／電話番号': '080-0000-0000',
  '犬／種類': '柴犬',
  '犬／生まれた日（分からないときは、だいたいの日）': '令和8年3月1日',
  '犬／毛の色': '茶',
  '犬／性別': 'おす',
  '犬／体格': '小型',
  '犬／飼いはじめた日': '令和8年4月30日',
  '注射済票／注射済票も一緒に受け取りますか': 'いいえ',
  '受け取り方／鑑札・注射済票・お知らせの受け取り方': '窓口',
  送信日時: '2026/05/20 21:15:00',
  フォーム名: '犬の登録・注射済票',
}

/** A list of another service, from the file to cases with their evidence: everything that the command does. */
export async function measureIntake({ hall }: MeasuredHall, { say, add }: Progress): Promise<void> {
  say(`taking in ${rows} applications from a list`)
  const services = hall.zones.get('office')?.services as ZoneServices<'office'>
  const line = (number: string, name: string): string => `${[...Object.values(dog), number, name].join(',')}\r\n`
  const list = Array.from({ length: rows }, (_, n) => line(`M-${n}`, `ポチ${n}`)).join('')
  const bytes = Buffer.from(`${[...Object.keys(dog), '受付番号', '犬／犬の名前'].join(',')}\r\n${list}`)
  let most = process.memoryUsage().rss
  const before = most
  const began = performance.now()
  const outcome = await importFile(
    services,
    { cityId: 'yanai', manifestId: 'form-csv', fileName: 'list.csv', bytes },
    async () => {
      most = Math.max(most, process.memoryUsage().rss)
    },
  )
  const seconds = (performance.now() - began) / 1000
  if (!outcome.ok || outcome.report.counts.made !== rows)
    throw new Error(`intake: expected ${rows} cases: ${JSON.stringify(outcome)}`)
  add([
    under('intake: a list of 10,000 applications becomes cases', seconds, 's', 45),
    under('the same: memory grown', (most - before) / 1024 ** 2, 'MB', 150),
  ] satisfies readonly Measure[])
}
