import type { ComponentExamples } from '../../gallery/example.ts'
import { Clock } from './clock.tsx'

export const examples: ComponentExamples = {
  component: 'clock',
  title: '期限の時計',
  staff: true,
  examples: [
    { name: '余裕がある', show: () => <Clock used={0.25} state="running" label="あと8日" /> },
    { name: '近い', show: () => <Clock used={0.85} state="near" label="あと1日" /> },
    { name: '過ぎた', show: () => <Clock used={1} state="over" label="1日超過" /> },
    { name: '止まっている', show: () => <Clock used={0.4} state="paused" label="停止中（補正待ち）" /> },
    { name: '始まったばかり', show: () => <Clock used={0} state="running" label="あと30日" /> },
  ],
}
