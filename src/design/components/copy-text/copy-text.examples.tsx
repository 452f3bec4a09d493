import type { ComponentExamples } from '../../gallery/example.ts'
import { CopyText } from './copy-text.tsx'

export const examples: ComponentExamples = {
  component: 'copy-text',
  title: '写せる番号',
  examples: [{ name: '確認の番号', show: () => <CopyText text="a91f-22c3-7e05" /> }],
}
