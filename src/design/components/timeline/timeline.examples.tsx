import type { ComponentExamples } from '../../gallery/example.ts'
import { Timeline } from './timeline.tsx'

export const examples: ComponentExamples = {
  component: 'timeline',
  title: '進みぐあい',
  examples: [
    {
      name: '途中',
      show: () => (
        <Timeline
          steps={[
            { title: '受け付けました', note: '11月27日（金）10:42', status: 'done' },
            { title: '子育て支援課が内容を確かめています', note: '12月4日（金）ごろまでの見込み', status: 'now' },
            { title: '結果をお知らせします', note: '12月18日（金）まで', status: 'later' },
          ]}
        />
      ),
    },
  ],
}
