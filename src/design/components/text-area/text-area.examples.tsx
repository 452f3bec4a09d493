import type { ComponentExamples } from '../../gallery/example.ts'
import { TextArea } from './text-area.tsx'

export const examples: ComponentExamples = {
  component: 'text-area',
  title: '長い文字',
  examples: [
    { name: '空', show: () => <TextArea id="text-area-a" name="a" label="事情" hint="400文字まで" limit={400} /> },
    {
      name: '入力ずみ',
      show: () => (
        <TextArea
          id="text-area-b"
          name="b"
          label="事情"
          hint="400文字まで"
          limit={400}
          value="11月23日に、自宅で生まれました。"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => <TextArea id="text-area-c" name="c" label="事情" hint="400文字まで" limit={400} required={false} />,
    },
    {
      name: '直すところ',
      show: () => (
        <TextArea
          id="text-area-d"
          name="d"
          label="事情"
          hint="400文字まで"
          limit={400}
          error="事情を400文字までで書いてください"
          value="長い文"
        />
      ),
    },
  ],
}
