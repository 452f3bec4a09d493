import type { ComponentExamples } from '../../gallery/example.ts'
import { NameInput } from './name-input.tsx'

export const examples: ComponentExamples = {
  component: 'name-input',
  title: '名前',
  examples: [
    { name: '空', show: () => <NameInput id="name-input-a" name="a" label="名前" /> },
    {
      name: '入力ずみ',
      show: () => (
        <NameInput
          id="name-input-b"
          name="b"
          label="名前"
          value={{ family: '柳本', given: '花子' }}
          own
          source="マイナンバーカードから入れました"
        />
      ),
    },
    { name: '任意', show: () => <NameInput id="name-input-c" name="c" label="名前" required={false} /> },
    {
      name: '直すところ',
      show: () => (
        <NameInput
          id="name-input-d"
          name="d"
          label="名前"
          error="「名」を入れてください"
          value={{ family: '柳本' }}
          wrong={['given']}
        />
      ),
    },
  ],
}
