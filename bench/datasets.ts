import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { beginDraft } from '../src/capabilities/opendata/office/draft/begin-draft.ts'
import { discardDraft } from '../src/capabilities/opendata/office/draft/give-up.ts'
import { findDraft } from '../src/capabilities/opendata/office/draft/store-drafts.ts'
import { draftTurn } from '../src/capabilities/opendata/office/draft/work.ts'
import type { OfficeDb } from '../src/platform/database/generated/office.ts'
import type { ZoneServices } from '../src/platform/services.ts'
import { writeXlsx } from '../src/platform/tabular/xlsx/write-xlsx.ts'
import type { MeasuredHall } from './hall.ts'
import { type Measure, type Progress, under } from './report.ts'

const rows = 100_000

/** The intake of open data: a table of 100,000 rows as a clerk brings it, as text and as a workbook, until every problem stands on the screen. */
export async function measureDatasets({ hall }: Pick<MeasuredHall, 'hall'>, { say, add }: Progress): Promise<void> {
  const services = hall.zones.get('office')?.services as ZoneServices<'office'>
  // What a fresh city hall does at first (its seeds are loaded, tiles are made) is not what is measured.
  await new Promise((resolve) => setTimeout(resolve, 8000))
  const lines = table()
  const brought: readonly Brought[] = [
    { name: 'bench.csv', what: 'a table of 100,000 rows', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) },
    { name: 'bench.xlsx', what: 'the same as a workbook', bytes: await workbook(lines) },
  ]
  for (const each of brought) {
    say(each.what)
    add(await intake(services, each))
  }
}

interface Brought {
  readonly name: string
  readonly what: string
  readonly bytes: Buffer
}

async function intake(services: ZoneServices<'office'>, { name, what, bytes }: Brought): Promise<readonly Measure[]> {
  const before = process.memoryUsage().rss
  let highest = before
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss)
  }, 20)
  const began = performance.now()
  const author = { staffId: 'bench', name: 'bench', post: '' }
  const act = { services, cityId: 'yanai', author, at: services.clock.now(), requestKey: randomUUID() }
  const begun = await beginDraft(act, { datasetId: 'aed', name, bytes, way: 'screen' })
  if (!begun.ok) throw new Error(`The table was not taken: ${begun.refusal}`)
  const db = services.db.city<OfficeDb>('yanai')
  for (;;) {
    await draftTurn(services, 'yanai', begun.draftId)
    const draft = await findDraft(db, begun.draftId)
    if (draft?.state === 'open') {
      if (draft.rowCount !== rows) throw new Error(`${draft.rowCount} rows were kept.`)
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  clearInterval(watch)
  const seconds = (performance.now() - began) / 1000
  // The next one is brought to the same dataset.
  await discardDraft({ ...act, requestKey: randomUUID() }, begun.draftId)
  return [
    under(`${what} read, checked and kept`, seconds, 's', 10),
    under(`${what}: memory grown`, (highest - before) / 1024 / 1024, 'MB', 250),
  ]
}

/** In the layout of the standard, with what clerks write: full-width digits, half-width kana, times and weekdays in words. */
function table(): readonly string[] {
  const head =
    '都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,住所,方書,緯度,経度,設置位置,電話番号,内線番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,小児対応設備の有無,URL,備考'
  const lines = Array.from({ length: rows }, (_, n) => {
    // Around the station, where most things of the city are.
    const [lat, lon] = [33.955 + (n % 1000) / 50_000, 132.09 + (n % 977) / 50_000]
    const odd = n % 10 === 0
    return `352128,B${n},山口県,柳井市,施設${n},${odd ? 'ｼｾﾂ' : 'シセツ'},山口県柳井市南町${(n % 7) + 1}丁目${n % 50}番,,${lat},${lon},受付,${odd ? '０８２０−２２−２１１１' : '0820-22-2111'},,,柳井市,${odd ? '月～金' : '月火水木金'},${odd ? '9時' : '09:00'},17:00,,有,https://www.city.example.jp/${n},`
  })
  return [head, ...lines]
}

/** The lines as a workbook, each cell a text. */
function workbook([head = '', ...lines]: readonly string[]): Promise<Buffer> {
  const rows = (function* () {
    for (const line of lines) yield line.split(',')
  })()
  return buffer(writeXlsx([{ name: 'AED', headers: head.split(','), rows }]))
}
