import type { ComponentExamples } from '../../gallery/example.ts'
import { DeadlinePanel } from './deadline-panel.tsx'

export const examples: ComponentExamples = {
  component: 'deadline-panel',
  title: '期限',
  examples: [
    {
      name: 'きょう申請すると',
      show: () => (
        <DeadlinePanel
          title="きょう 11月27日（金）に申請すると"
          value="12月分から受け取れます"
          lines={['12月8日（火）までの申請なら12月分からです。12月9日からは、1月分からになります。']}
        />
      ),
    },
    {
      name: 'いつまでに',
      show: () => (
        <DeadlinePanel
          title="いつまでに"
          value="12月4日（金）"
          left="あと4日"
          lines={['間に合わないときは、電話してください。期限を延ばせます。']}
        />
      ),
    },
  ],
}
