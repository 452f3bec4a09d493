import type { ComponentExamples } from '../../gallery/example.ts'
import { Diff } from './diff.tsx'

export const examples: ComponentExamples = {
  component: 'diff',
  title: '版のちがい',
  staff: true,
  examples: [
    {
      name: '変わった・増えた・なくなった',
      show: () => (
        <Diff
          lines={[
            { term: '口座', before: '見本銀行 ****123', after: '見本信用金庫 ****456' },
            { term: '電話', after: '080-0000-0000' },
            { term: '建物', before: 'コーポ見本 201' },
          ]}
        />
      ),
    },
  ],
}
