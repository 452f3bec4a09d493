import type { ComponentExamples } from '../../gallery/example.ts'
import { Checkboxes } from './checkboxes.tsx'

export const examples: ComponentExamples = {
  component: 'checkboxes',
  title: 'いくつでも選ぶ',
  examples: [
    {
      name: '空',
      show: () => (
        <Checkboxes
          id="checkboxes-a"
          name="a"
          label="被害のあったところ"
          options={[
            { value: 'roof', label: '屋根' },
            { value: 'wall', label: '外壁' },
            { value: 'floor', label: '床', hint: '床上まで水が来たとき' },
          ]}
        />
      ),
    },
    {
      name: '入力ずみ',
      show: () => (
        <Checkboxes
          id="checkboxes-b"
          name="b"
          label="被害のあったところ"
          options={[
            { value: 'roof', label: '屋根' },
            { value: 'wall', label: '外壁' },
            { value: 'floor', label: '床', hint: '床上まで水が来たとき' },
          ]}
          values={['roof']}
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => (
        <Checkboxes
          id="checkboxes-c"
          name="c"
          label="被害のあったところ"
          options={[
            { value: 'roof', label: '屋根' },
            { value: 'wall', label: '外壁' },
            { value: 'floor', label: '床', hint: '床上まで水が来たとき' },
          ]}
          required={false}
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <Checkboxes
          id="checkboxes-d"
          name="d"
          label="被害のあったところ"
          options={[
            { value: 'roof', label: '屋根' },
            { value: 'wall', label: '外壁' },
            { value: 'floor', label: '床', hint: '床上まで水が来たとき' },
          ]}
          error="被害のあったところを選んでください"
        />
      ),
    },
  ],
}
