import type { ComponentExamples } from '../../gallery/example.ts'
import { Checks } from './checks.tsx'

export const examples: ComponentExamples = {
  component: 'checks',
  title: '確かめること',
  staff: true,
  examples: [
    {
      name: '人が見るものから',
      show: () => (
        <Checks
          checks={[
            { id: '1', label: '申請者は市内に住んでいる', outcome: 'pass', finding: '住民記録　令和4年4月1日から' },
            {
              id: '2',
              label: '生計を維持する程度が高いのは申請者か',
              outcome: 'person',
              finding: '配偶者の所得が近い（差 4.1万円）',
              act: <a href="#main">税情報をみる</a>,
            },
            { id: '3', label: '口座の名義が申請者と同じ', outcome: 'fail', finding: '名義が配偶者になっている' },
          ]}
        />
      ),
    },
  ],
}
