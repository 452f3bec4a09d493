import type { ComponentExamples } from '../../gallery/example.ts'
import { TaskList } from './task-list.tsx'

export const examples: ComponentExamples = {
  component: 'task-list',
  title: '入力の一覧',
  examples: [
    {
      name: '途中',
      show: () => (
        <TaskList
          tasks={[
            { title: '申請の理由', note: '第1子が生まれた　11月23日', status: 'done', href: '#' },
            { title: 'お子さんと家族', note: '2人', status: 'started', href: '#' },
            { title: '振込口座', note: 'あと約1分', status: 'next', href: '#' },
            { title: 'お知らせの受け取り方', status: 'open', href: '#' },
            { title: '書類をつける', note: '口座を入れると、必要な書類が決まります', status: 'blocked' },
          ]}
        />
      ),
    },
  ],
}
