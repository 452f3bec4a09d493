import type { ComponentExamples } from '../../gallery/example.ts'
import { Tag } from './tag.tsx'

export const examples: ComponentExamples = {
  component: 'tag',
  title: 'しるし',
  examples: [
    { name: '次はここ', show: () => <Tag label="次はここ" tone="now" /> },
    { name: '完了', show: () => <Tag label="完了" tone="done" /> },
    { name: '待っている', show: () => <Tag label="決裁待ち" /> },
    { name: '未着手', show: () => <Tag label="未着手" tone="calm" /> },
    { name: '期限が近い', show: () => <Tag label="12月4日（金）まで・あと4日" tone="soon" /> },
    { name: '見直し', show: () => <Tag label="見直し" tone="wrong" /> },
    { name: '印なし', show: () => <Tag label="残り2" tone="soon" icon={false} /> },
  ],
}
