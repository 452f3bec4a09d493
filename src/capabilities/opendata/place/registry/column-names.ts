/**
 * Names of the columns of the アドレス・ベース・レジストリ in all of its editions, by the name of today. The first one (2022) had Japanese
 * headers, the second (2023) other English words; identifiers and numbers have meant the same ever since.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  lg_code: ['全国地方公共団体コード', 'code'],
  machiaza_id: ['町字id', '町字ID', 'town_id'],
  oaza_cho: ['大字・町名', 'oaza_town_name'],
  chome: ['丁目名', 'chome_name'],
  koaza: ['小字名', 'koaza_name'],
  blk_id: ['街区id', '街区ID'],
  blk_num: ['街区符号'],
  rsdt_id: ['住居id', '住居ID', 'addr_id'],
  rsdt2_id: ['住居2id', '住居2ID', 'addr2_id'],
  rsdt_num: ['住居番号'],
  rsdt_num2: ['住居番号2'],
  prc_id: ['地番id', '地番ID'],
  prc_num1: ['地番1'],
  prc_num2: ['地番2'],
  prc_num3: ['地番3'],
  rep_lon: ['代表点_経度', 'rep_pnt_lon'],
  rep_lat: ['代表点_緯度', 'rep_pnt_lat'],
  rep_srid: ['代表点_座標参照系', 'epsg'],
  ablt_date: ['廃止日'],
}

const today = new Map(
  Object.entries(otherNames).flatMap(([name, others]) => others.map((other) => [other, name] as const)),
)

/** Position of each column by its name of today. */
export function registryColumns(headers: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    headers.map((header, at) => {
      const name = header.trim()
      return [today.get(name) ?? name, at]
    }),
  )
}
