import type { ComponentExamples } from '../../gallery/example.ts'
import { ReadyList } from './ready-list.tsx'

export const examples: ComponentExamples = {
  component: 'ready-list',
  title: '用意するもの',
  examples: [
    {
      name: '3つ',
      show: () => (
        <ReadyList
          things={[
            { icon: 'card', title: 'マイナンバーカードと暗証番号', note: '数字4けたのものと、英数字6〜16文字のもの' },
            { icon: 'bankCard', title: '申請する人の名義の口座番号' },
            { title: '委任状' },
          ]}
        />
      ),
    },
  ],
}
