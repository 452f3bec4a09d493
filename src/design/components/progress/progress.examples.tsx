import type { ComponentExamples } from '../../gallery/example.ts'
import { Progress } from './progress.tsx'

export const examples: ComponentExamples = {
  component: 'progress',
  title: '進み',
  examples: [
    {
      name: '途中',
      show: () => <Progress label="通知書を作っています" done={48} total={120} text="120件のうち48件" />,
    },
    { name: '終わり', show: () => <Progress label="通知書を作りました" done={120} total={120} text="120件" /> },
  ],
}
