import type { ComponentExamples } from '../../gallery/example.ts'
import { Select } from './select.tsx'

export const examples: ComponentExamples = {
  component: 'select',
  title: '一覧から選ぶ',
  examples: [
    {
      name: '空',
      show: () => (
        <Select
          id="select-a"
          name="a"
          label="犬の種類"
          options={[
            { value: 'shiba', label: '柴犬' },
            { value: 'akita', label: '秋田犬' },
          ]}
        />
      ),
    },
    {
      name: '入力ずみ',
      show: () => (
        <Select
          id="select-b"
          name="b"
          label="犬の種類"
          options={[
            { value: 'shiba', label: '柴犬' },
            { value: 'akita', label: '秋田犬' },
          ]}
          value="akita"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => (
        <Select
          id="select-c"
          name="c"
          label="犬の種類"
          options={[
            { value: 'shiba', label: '柴犬' },
            { value: 'akita', label: '秋田犬' },
          ]}
          required={false}
        />
      ),
    },
    {
      name: '見出しつき',
      show: () => (
        <Select
          id="select-e"
          name="e"
          label="条件の答え"
          options={[]}
          groups={[
            { label: '犬の種類', options: [{ value: 'shiba', label: '柴犬' }] },
            { label: '室内で飼いますか', options: [{ value: 'yes', label: 'はい' }] },
          ]}
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <Select
          id="select-d"
          name="d"
          label="犬の種類"
          options={[
            { value: 'shiba', label: '柴犬' },
            { value: 'akita', label: '秋田犬' },
          ]}
          error="犬の種類を選んでください"
        />
      ),
    },
  ],
}
