import type { ComponentExamples } from '../../gallery/example.ts'
import { Route } from './route.tsx'

export const examples: ComponentExamples = {
  component: 'route',
  title: '決裁の道すじ',
  staff: true,
  examples: [
    {
      name: '途中',
      show: () => (
        <Route
          stops={[
            { seal: 'drafted', who: '青木 係員', act: '起案', time: '12/1 10:52' },
            { seal: 'approved', who: '森 係長', act: '承認', time: '12/1 11:30' },
            { seal: 'consulted', who: '会計課 林 係長', act: '合議・異議なし', time: '12/1 13:15' },
            { seal: 'current', who: '白井 課長（あなた）', act: '専決　事務決裁規程 別表第2' },
            { seal: 'waiting', who: '東 部長', act: '決裁' },
            { seal: 'later', who: '南 部長', act: '後閲（決裁のあとに見る）' },
          ]}
        />
      ),
    },
    {
      name: '差し戻された',
      show: () => (
        <Route
          stops={[
            { seal: 'drafted', who: '青木 係員', act: '起案' },
            { seal: 'sentBack', who: '森 係長', act: '差戻し' },
          ]}
        />
      ),
    },
  ],
}
