import type { DatasetAbout } from '../../public/published.ts'

/** Municipal open data of Japan: attribution, also for trade. */
export const usualLicence = {
  id: 'CC-BY-4.0',
  title: 'クリエイティブ・コモンズ 表示 4.0 国際',
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const

/** Under which conditions a dataset may be given out. The usual one first. */
export const licences: readonly DatasetAbout['licence'][] = [
  usualLicence,
  {
    id: 'CC0-1.0',
    title: 'CC0 1.0 全世界（権利を放棄）',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
  {
    id: 'CC-BY-SA-4.0',
    title: 'クリエイティブ・コモンズ 表示 - 継承 4.0 国際',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/',
  },
  {
    id: 'PDL1.0',
    title: '公共データ利用規約（第1.0版）',
    url: 'https://www.digital.go.jp/resources/open_data/public_data_license_v1.0',
  },
]
