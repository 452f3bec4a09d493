import type { ComponentExamples } from '../../gallery/example.ts'
import { Tabs } from './tabs.tsx'

export const examples: ComponentExamples = {
  component: 'tabs',
  title: '見方の切りかえ',
  staff: true,
  examples: [
    {
      name: '件数つき',
      show: () => (
        <Tabs
          label="状態"
          tabs={[
            { href: '#a', label: '自分の課', count: 64, current: true },
            { href: '#b', label: '自分の担当', count: 12 },
            { href: '#c', label: '補正待ち', count: 7 },
          ]}
        />
      ),
    },
  ],
}
