import type { ComponentExamples } from '../../gallery/example.ts'
import { MoneyInput } from './money-input.tsx'

export const examples: ComponentExamples = {
  component: 'money-input',
  title: '金額',
  examples: [
    { name: '空', show: () => <MoneyInput id="money-input-a" name="a" label="金額" /> },
    {
      name: '入力ずみ',
      show: () => (
        <MoneyInput id="money-input-b" name="b" label="金額" value="12,000" source="マイナンバーカードから入れました" />
      ),
    },
    { name: '任意', show: () => <MoneyInput id="money-input-c" name="c" label="金額" required={false} /> },
    {
      name: '直すところ',
      show: () => (
        <MoneyInput id="money-input-d" name="d" label="金額" error="金額を数字で入れてください" value="いちまん" />
      ),
    },
  ],
}
