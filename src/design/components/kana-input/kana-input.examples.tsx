import type { ComponentExamples } from '../../gallery/example.ts'
import { KanaInput } from './kana-input.tsx'

export const examples: ComponentExamples = {
  component: 'kana-input',
  title: 'フリガナ',
  examples: [
    { name: '空', show: () => <KanaInput id="kana-input-a" name="a" label="フリガナ" /> },
    {
      name: '入力ずみ',
      show: () => (
        <KanaInput
          id="kana-input-b"
          name="b"
          label="フリガナ"
          value={{ family: 'ヤナギモト', given: 'ハナコ' }}
          source="マイナンバーカードから入れました"
        />
      ),
    },
    { name: '任意', show: () => <KanaInput id="kana-input-c" name="c" label="フリガナ" required={false} /> },
    {
      name: '直すところ',
      show: () => (
        <KanaInput
          id="kana-input-d"
          name="d"
          label="フリガナ"
          error="「セイ」をカタカナで入れてください"
          value={{ family: '柳本', given: 'ハナコ' }}
          wrong={['family']}
        />
      ),
    },
  ],
}
