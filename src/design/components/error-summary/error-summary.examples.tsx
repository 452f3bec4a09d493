import type { ComponentExamples } from '../../gallery/example.ts'
import { ErrorSummary } from './error-summary.tsx'

export const examples: ComponentExamples = {
  component: 'error-summary',
  title: '直すところのまとめ',
  examples: [
    {
      name: '3か所',
      show: () => (
        <ErrorSummary
          problems={[
            { id: 'sei', message: '「セイ」をカタカナで入れてください' },
            { id: 'birth', message: '生まれた日の「日」を入れてください' },
            { message: '12月8日（火）までに申請できる方だけ、12月分から受け取れます' },
          ]}
        />
      ),
    },
  ],
}
