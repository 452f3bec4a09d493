import type { ComponentExamples } from '../../gallery/example.ts'
import { TextInput } from './text-input.tsx'

export const examples: ComponentExamples = {
  component: 'text-input',
  title: '1行の文字',
  examples: [
    { name: '空', show: () => <TextInput id="text-input-a" name="a" label="仕事" hint="例：会社員、自営業" /> },
    {
      name: '入力ずみ',
      show: () => (
        <TextInput
          id="text-input-b"
          name="b"
          label="仕事"
          hint="例：会社員、自営業"
          value="会社員"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => <TextInput id="text-input-c" name="c" label="仕事" hint="例：会社員、自営業" required={false} />,
    },
    {
      name: '直すところ',
      show: () => (
        <TextInput id="text-input-d" name="d" label="仕事" hint="例：会社員、自営業" error="仕事を入れてください" />
      ),
    },
  ],
}
