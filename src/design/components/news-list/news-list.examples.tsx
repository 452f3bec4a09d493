import type { ComponentExamples } from '../../gallery/example.ts'
import { NewsList } from './news-list.tsx'

export const examples: ComponentExamples = {
  component: 'news-list',
  title: 'お知らせ一覧',
  examples: [
    {
      name: '2件',
      show: () => (
        <NewsList
          news={[
            {
              href: '#',
              day: '11月30日（月）',
              date: '2026-11-30',
              title: '年末年始の窓口は12月29日から1月3日までお休みします',
            },
            { href: '#', day: '11月27日（金）', date: '2026-11-27', title: '固定資産税 第4期の納期限は12月25日です' },
          ]}
        />
      ),
    },
  ],
}
