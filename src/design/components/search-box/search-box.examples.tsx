import type { ComponentExamples } from '../../gallery/example.ts'
import { SearchBox } from './search-box.tsx'

export const examples: ComponentExamples = {
  component: 'search-box',
  title: '検索',
  examples: [
    {
      name: 'ことばつき',
      show: () => (
        <SearchBox
          action="/procedures"
          often={[
            { href: '#', label: '児童手当' },
            { href: '#', label: '粗大ごみ' },
          ]}
        />
      ),
    },
  ],
}
