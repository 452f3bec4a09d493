import type { ComponentExamples } from '../../gallery/example.ts'
import { EmptyState } from './empty-state.tsx'

export const examples: ComponentExamples = {
  component: 'empty-state',
  title: '何もないとき',
  examples: [
    {
      name: '受信箱',
      show: () => <EmptyState title="お知らせはまだありません" note="申請をすると、進みぐあいがここに届きます" />,
    },
  ],
}
