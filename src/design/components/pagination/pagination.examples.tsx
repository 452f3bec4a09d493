import type { ComponentExamples } from '../../gallery/example.ts'
import { Pagination } from './pagination.tsx'

export const examples: ComponentExamples = {
  component: 'pagination',
  title: 'ページ送り',
  examples: [
    { name: '途中', show: () => <Pagination shown="64件のうち 11–20" previousHref="#" nextHref="#" /> },
    { name: '最初だけ', show: () => <Pagination nextHref="#" label="はじめのページ" /> },
  ],
}
