import type { ComponentExamples } from '../../gallery/example.ts'
import { FileInput } from './file-input.tsx'

export const examples: ComponentExamples = {
  component: 'file-input',
  title: '書類',
  examples: [
    { name: 'まだつけていない', show: () => <FileInput id="file-a" name="a" label="健康保険の資格がわかる書類" /> },
    {
      name: 'つけてある、ほかの出し方もある',
      show: () => (
        <FileInput
          id="file-b"
          name="b"
          label="健康保険の資格がわかる書類"
          files={[{ id: '1', name: '資格情報.pdf', size: '214KB', href: '#' }]}
          alternatives={['post', 'counter', 'register']}
        />
      ),
    },
    { name: '任意', show: () => <FileInput id="file-c" name="c" label="委任状" required={false} multiple /> },
    {
      name: '直すところ',
      show: () => <FileInput id="file-d" name="d" label="通帳の写し" error="PDFか写真（JPG・PNG）をつけてください" />,
    },
  ],
}
