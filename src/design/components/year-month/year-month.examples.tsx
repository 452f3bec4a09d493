import type { ComponentExamples } from '../../gallery/example.ts'
import { YearMonth } from './year-month.tsx'

export const examples: ComponentExamples = {
  component: 'year-month',
  title: '年と月',
  examples: [
    { name: '空', show: () => <YearMonth id="year-month-a" name="a" label="働きはじめた月" /> },
    {
      name: '入力ずみ',
      show: () => (
        <YearMonth
          id="year-month-b"
          name="b"
          label="働きはじめた月"
          value={{ era: 'reiwa', year: '8', month: '12' }}
          source="マイナンバーカードから入れました"
        />
      ),
    },
    { name: '任意', show: () => <YearMonth id="year-month-c" name="c" label="働きはじめた月" required={false} /> },
    {
      name: '直すところ',
      show: () => (
        <YearMonth
          id="year-month-d"
          name="d"
          label="働きはじめた月"
          error="月を1から12までの数字で入れてください"
          value={{ era: 'reiwa', year: '8', month: '13' }}
          wrong={['month']}
        />
      ),
    },
  ],
}
