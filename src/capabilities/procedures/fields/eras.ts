/** The words of the era select (`design/components/era-date`; `ad` is 西暦) and the names of `civic`. */
export const eraNames: Readonly<Record<string, string>> = {
  reiwa: '令和',
  heisei: '平成',
  showa: '昭和',
  taisho: '大正',
  meiji: '明治',
  ad: '',
}

export const eraIds: Readonly<Record<string, string>> = { R: 'reiwa', H: 'heisei', S: 'showa', T: 'taisho', M: 'meiji' }
