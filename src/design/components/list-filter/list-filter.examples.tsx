import type { ComponentExamples } from '../../gallery/example.ts'
import { ListFilter } from './list-filter.tsx'

export const examples: ComponentExamples = {
  component: 'list-filter',
  title: 'しぼりこめる一覧',
  examples: [
    { name: '品物', show: () => <ListFilter action="#" label="品物の名前" items={['ソファー', 'ふとん', '自転車']} /> },
  ],
}
