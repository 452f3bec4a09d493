import type { ComponentExamples } from '../../gallery/example.ts'
import { Table } from './table.tsx'

export const examples: ComponentExamples = {
  component: 'table',
  title: '表',
  examples: [
    {
      name: '受け取れる額',
      show: () => (
        <Table
          caption="お子さん1人・1か月あたりの額"
          columns={[
            { id: 'age', label: '年齢', heading: true },
            { id: 'first', label: '第1子・第2子', number: true },
            { id: 'third', label: '第3子から', number: true },
          ]}
          rows={[
            { age: '3歳まで', first: '15,000円', third: '30,000円' },
            { age: '18歳の年度末まで', first: '10,000円', third: '30,000円' },
          ]}
        />
      ),
    },
  ],
}
