import type { ComponentExamples } from '../../gallery/example.ts'
import { Log } from './log.tsx'

export const examples: ComponentExamples = {
  component: 'log',
  title: '履歴',
  staff: true,
  examples: [
    {
      name: '新しい順',
      show: () => (
        <Log
          entries={[
            { time: '12/01 09:40', at: '2026-12-01T09:40:00+09:00', text: '申請者が口座を直した', hash: '#7 a91f…c3' },
            {
              time: '11/30 15:08',
              at: '2026-11-30T15:08:00+09:00',
              text: '青木が補正を依頼（口座の名義、12月4日まで）',
              hash: '#6 5d20…7e',
            },
          ]}
        />
      ),
    },
  ],
}
