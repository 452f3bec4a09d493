import type { ComponentExamples } from '../../gallery/example.ts'
import { TimeInput } from './time-input.tsx'

export const examples: ComponentExamples = {
  component: 'time-input',
  title: '時刻',
  examples: [
    { name: '空', show: () => <TimeInput id="time-input-a" name="a" label="時刻" /> },
    {
      name: '入力ずみ',
      show: () => (
        <TimeInput id="time-input-b" name="b" label="時刻" value="10:30" source="マイナンバーカードから入れました" />
      ),
    },
    { name: '任意', show: () => <TimeInput id="time-input-c" name="c" label="時刻" required={false} /> },
    {
      name: '直すところ',
      show: () => <TimeInput id="time-input-d" name="d" label="時刻" error="時刻を入れてください" />,
    },
  ],
}
