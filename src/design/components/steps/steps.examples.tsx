import type { ComponentExamples } from '../../gallery/example.ts'
import { Steps } from './steps.tsx'

export const examples: ComponentExamples = {
  component: 'steps',
  title: '何ページ目か',
  examples: [
    { name: '2つ目', show: () => <Steps current={2} total={5} /> },
    { name: '最後', show: () => <Steps current={5} total={5} /> },
  ],
}
