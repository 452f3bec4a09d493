import type { ComponentExamples } from '../../gallery/example.ts'
import { EraDate } from './era-date.tsx'

export const examples: ComponentExamples = {
  component: 'era-date',
  title: '和暦の日付',
  examples: [
    { name: '空', show: () => <EraDate id="era-date-a" name="a" label="生まれた日" /> },
    {
      name: '入力ずみ',
      show: () => (
        <EraDate
          id="era-date-b"
          name="b"
          label="生まれた日"
          value={{ era: 'heisei', year: '8', month: '4', day: '12' }}
          birthday
          source="マイナンバーカードから入れました"
        />
      ),
    },
    { name: '任意', show: () => <EraDate id="era-date-c" name="c" label="生まれた日" required={false} /> },
    {
      name: '直すところ',
      show: () => (
        <EraDate
          id="era-date-d"
          name="d"
          label="生まれた日"
          error="生まれた日の「日」を入れてください"
          value={{ era: 'heisei', year: '8', month: '4' }}
          wrong={['day']}
        />
      ),
    },
  ],
}
