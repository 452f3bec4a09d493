import { Button } from '../../components/button/button.tsx'
import { Clock, type ClockProps } from '../../components/clock/clock.tsx'
import { Pagination } from '../../components/pagination/pagination.tsx'
import { Select } from '../../components/select/select.tsx'
import { QueueTable } from '../../components/table/queue-table.tsx'
import { Tabs } from '../../components/tabs/tabs.tsx'
import { Tag, type TagProps } from '../../components/tag/tag.tsx'
import { TextInput } from '../../components/text-input/text-input.tsx'
import { StaffPage } from '../../layouts/staff-page.tsx'
import type { GalleryPage } from '../gallery.tsx'
import { officer, staffAreas } from './people.ts'

const columns = [
  { id: 'due', label: '期限', sorted: 'ascending' },
  { id: 'procedure', label: '手続', main: true },
  { id: 'number', label: '受付番号' },
  { id: 'applicant', label: '申請者' },
  { id: 'channel', label: '経路' },
  { id: 'state', label: '状態' },
  { id: 'stage', label: 'いまの段階' },
  { id: 'owner', label: '担当' },
  { id: 'updated', label: '更新' },
] as const

const running = (label: string, used: number): ClockProps => ({ label, used, state: 'running' })
const reviewing: TagProps = { label: '審査中', tone: 'done', icon: false }
const untouched: TagProps = { label: '未着手', tone: 'calm' }

const cases: readonly (readonly [ClockProps, string, string, string, string, TagProps, string, string, string])[] = [
  [
    { label: '1日超過', used: 1, state: 'over' },
    '児童手当 額改定',
    'KJ-R8-004688-2',
    '南 一郎',
    '窓口',
    reviewing,
    '内容の確認',
    '青木',
    '12/1 09:12',
  ],
  [
    { label: 'きょう', used: 0.9, state: 'near' },
    '児童手当 認定請求',
    'KJ-R8-004702-9',
    '東 みどり',
    'オンライン',
    { label: '決裁待ち' },
    '課長へ回付中',
    '青木',
    '12/1 08:50',
  ],
  [
    { label: '停止中', used: 0.4, state: 'paused' },
    '児童手当 認定請求',
    'KJ-R8-004799-3',
    '木下 のぞみ',
    'オンライン',
    { label: '補正待ち', tone: 'soon', icon: false },
    '口座の名義　12/4まで',
    '青木',
    '11/30 15:08',
  ],
  [
    running('あと4日', 0.55),
    '児童扶養手当 現況届',
    'FT-R8-000311-8',
    '北 さおり',
    '郵送',
    reviewing,
    '記入の確認',
    '森',
    '11/30 14:40',
  ],
  [
    running('あと5日', 0.5),
    '児童手当 認定請求',
    'KJ-R8-004815-1',
    '中 大地',
    'オンライン',
    untouched,
    '点検 8/8 適合',
    '担当なし',
    '11/30 11:25',
  ],
  [
    running('あと8日', 0.3),
    '児童手当 住所変更',
    'KJ-R8-004826-5',
    '上 まこと',
    'オンライン',
    untouched,
    '点検 7/8 適合',
    '担当なし',
    '11/30 09:33',
  ],
  [
    running('あと13日', 0.16),
    '児童手当 認定請求',
    'KJ-R8-004821-6',
    '柳本 花子',
    'オンライン',
    reviewing,
    '補正済み、もう一度確認',
    '青木',
    '12/1 09:40',
  ],
]

export const queueSample: GalleryPage = {
  path: 'queue',
  title: '受付審査の一覧（庁内）',
  page: (shell) => (
    <StaffPage
      {...shell}
      title="受付審査"
      zone="LGWAN"
      areas={staffAreas}
      person={officer}
      csrf="sample"
      keys={[
        { keys: ['J', 'K'], does: '上下に動く' },
        { keys: ['Enter'], does: '開く' },
        { keys: ['X'], does: '選ぶ' },
        { keys: ['A'], does: '自分が担当する' },
        { keys: ['/'], does: 'さがす' },
      ]}
    >
      <h1>受付審査</h1>
      <Tabs
        label="状態"
        tabs={[
          { href: '#a', label: '自分の課', count: 64, current: true },
          { href: '#b', label: '自分の担当', count: 12 },
          { href: '#c', label: '未着手', count: 21 },
          { href: '#d', label: '補正待ち', count: 7 },
          { href: '#e', label: '決裁待ち', count: 5 },
          { href: '#f', label: '期限まで3日', count: 4 },
        ]}
      />
      <form class="filters" method="get" action="#">
        <TextInput id="words" name="words" type="search" label="番号・名前・住所" />
        <Select
          id="procedure"
          name="procedure"
          label="手続"
          blank="すべて"
          options={[{ value: 'kj', label: '児童手当 認定請求' }]}
        />
        <Select id="owner" name="owner" label="担当" blank="すべて" options={[{ value: 'aoki', label: '青木' }]} />
        <Button label="しぼりこむ" kind="line" />
      </form>
      <form method="post" action="#">
        <QueueTable
          caption="案件。期限が近い順"
          columns={columns}
          rows={cases.map(([clock, procedure, number, applicant, channel, state, stage, owner, updated], index) => ({
            id: number,
            selectLabel: `${number}を選ぶ`,
            selected: index === 1,
            cells: {
              due: <Clock {...clock} />,
              procedure: <a href="#main">{procedure}</a>,
              number: <span class="keep">{number}</span>,
              applicant: <span class="keep">{applicant}</span>,
              channel,
              state: <Tag {...state} />,
              stage,
              owner,
              updated: <span class="keep">{updated}</span>,
            },
          }))}
        />
        <div class="heading-row">
          <Pagination shown="64件のうち 1–10" nextHref="#next" />
          <div class="buttons">
            <Button label="自分が担当する" kind="line" shortcut="take" name="do" value="take" />
            <Button label="担当を変える" kind="line" name="do" value="hand-over" />
          </div>
        </div>
      </form>
    </StaffPage>
  ),
}
