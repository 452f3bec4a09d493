import type { ComponentExamples } from '../../gallery/example.ts'
import { Clock } from '../clock/clock.tsx'
import { Tag } from '../tag/tag.tsx'
import { type QueueColumn, QueueTable } from './queue-table.tsx'

const columns: readonly QueueColumn[] = [
  { id: 'due', label: '期限', sorted: 'ascending', sortHref: '#' },
  { id: 'procedure', label: '手続', main: true },
  { id: 'number', label: '受付番号' },
  { id: 'applicant', label: '申請者' },
  { id: 'state', label: '状態' },
  { id: 'owner', label: '担当' },
]

export const examples: ComponentExamples = {
  component: 'queue-table',
  title: '案件の一覧',
  staff: true,
  examples: [
    {
      name: '期限の順',
      show: () => (
        <QueueTable
          caption="案件。期限が近い順"
          columns={columns}
          rows={[
            {
              id: '1',
              selectLabel: 'KJ-R8-004688-2を選ぶ',
              cells: {
                due: <Clock used={1} state="over" label="1日超過" />,
                procedure: <a href="#main">児童手当 額改定</a>,
                number: 'KJ-R8-004688-2',
                applicant: '南 一郎',
                state: <Tag label="審査中" tone="done" icon={false} />,
                owner: '青木',
              },
            },
            {
              id: '2',
              selectLabel: 'KJ-R8-004702-9を選ぶ',
              selected: true,
              cells: {
                due: <Clock used={0.9} state="near" label="きょう" />,
                procedure: <a href="#main">児童手当 認定請求</a>,
                number: 'KJ-R8-004702-9',
                applicant: '東 みどり',
                state: <Tag label="決裁待ち" />,
                owner: '青木',
              },
            },
            {
              id: '3',
              selectLabel: 'KJ-R8-004799-3を選ぶ',
              cells: {
                due: <Clock used={0.4} state="paused" label="停止中" />,
                procedure: <a href="#main">児童手当 認定請求</a>,
                number: 'KJ-R8-004799-3',
                applicant: '木下 のぞみ',
                state: <Tag label="補正待ち" tone="soon" />,
                owner: '担当なし',
              },
            },
          ]}
        />
      ),
    },
  ],
}
