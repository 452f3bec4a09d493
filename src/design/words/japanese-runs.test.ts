import { describe, expect, it } from 'vitest'
import { languageRuns } from './japanese-runs.ts'

const cut = (text: string): readonly string[] =>
  languageRuns(text).map(({ text: part, japanese }) => (japanese ? `[${part}]` : part))

describe('Japanese on an English page', () => {
  it('is cut out as whole passages, with the digits and marks that belong to it', () => {
    expect(cut('Please call 生涯学習課 (0820-00-0005).')).toEqual(['Please call ', '[生涯学習課]', ' (0820-00-0005).'])
    expect(cut('山口県柳井市南町999-1 見本コーポ201')).toEqual(['[山口県柳井市南町999-1 見本コーポ201]'])
    expect(cut('Law: 児童手当法 第7条、第8条の2')).toEqual(['Law: ', '[児童手当法 第7条、第8条の2]'])
    expect(cut('Its official name is 「認定請求」.')).toEqual(['Its official name is ', '[「認定請求」]', '.'])
  })

  it('is not found where there is none, nor in a mark that stands alone', () => {
    expect(cut('By Friday 4 December・4 days left')).toEqual(['By Friday 4 December・4 days left'])
    expect(cut('¥3,550')).toEqual(['¥3,550'])
  })

  it('loses nothing', () => {
    for (const text of ['3年A組', 'A課 B課 C', '（株）見本 / Mihon', '漢字《かんじ》', '２階2号室 (2F)'])
      expect(
        languageRuns(text)
          .map((run) => run.text)
          .join(''),
      ).toBe(text)
  })
})
