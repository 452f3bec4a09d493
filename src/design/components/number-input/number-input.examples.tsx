import type { ComponentExamples } from '../../gallery/example.ts'
import { NumberInput } from './number-input.tsx'

export const examples: ComponentExamples = {
  component: 'number-input',
  title: '数',
  examples: [
    { name: '空', show: () => <NumberInput id="number-input-a" name="a" label="人数" unit="人" /> },
    {
      name: '入力ずみ',
      show: () => (
        <NumberInput
          id="number-input-b"
          name="b"
          label="人数"
          unit="人"
          value="3"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    { name: '任意', show: () => <NumberInput id="number-input-c" name="c" label="人数" unit="人" required={false} /> },
    {
      name: '直すところ',
      show: () => (
        <NumberInput
          id="number-input-d"
          name="d"
          label="人数"
          unit="人"
          error="人数を数字で入れてください"
          value="三"
        />
      ),
    },
  ],
}
