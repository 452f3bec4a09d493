import { LinkButton } from '../../components/button/link-button.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { LinkRow, LinkRows } from '../../components/link-row/link-row.tsx'
import { Panel } from '../../components/notice/notice.tsx'
import { ReceiptPanel } from '../../components/receipt-panel/receipt-panel.tsx'
import { Timeline } from '../../components/timeline/timeline.tsx'
import { Columns } from '../../layouts/columns.tsx'
import { ResidentPage } from '../../layouts/resident-page.tsx'
import type { GalleryPage } from '../gallery.tsx'
import { resident } from './people.ts'

export const receiptSample: GalleryPage = {
  path: 'receipt',
  title: '受け付けたとき',
  page: (shell) => (
    <ResidentPage {...shell} title="申請を受け付けました" person={{ ...resident, unread: 0 }}>
      <Columns
        asideLabel="できること"
        aside={
          <>
            <div class="card">
              <LinkButton href="#" label="受付票を保存する" icon="download" kind="line" wide />
              <p class="fine">PDF・80KB。受付番号と、出した内容のすべてが入っています。</p>
            </div>
            <LinkRows>
              <LinkRow href="#" title="出した内容をみる" />
              <LinkRow href="#" title="申請を取り下げる" />
            </LinkRows>
            <Panel title="いっしょに必要な手続き">
              <p>
                <a href="#main">乳幼児医療費の助成</a>
              </p>
            </Panel>
          </>
        }
      >
        <ReceiptPanel
          title="申請を受け付けました"
          number="KJ-R8-004821-6"
          note="令和8年11月27日（金）10:42　児童手当 認定請求"
        />
        <p>このあと、あなたがすることはありません。直してほしいところがあるときだけ、お知らせします。</p>
        <h2>これからの流れ</h2>
        <Timeline
          steps={[
            { title: '受け付けました', note: '11月27日（金）10:42', status: 'done' },
            {
              title: '子育て支援課が内容を確かめています',
              note: '12月4日（金）ごろまでの見込み（前に16件）',
              status: 'now',
            },
            { title: '結果をお知らせします', note: '12月18日（金）までに、認定通知書をお送りします', status: 'later' },
            { title: '最初の振り込み', note: '令和9年2月10日（水）　30,000円の見込み', status: 'later' },
          ]}
        />
        <h2>お知らせの送り先</h2>
        <Facts
          facts={[
            { term: '受信箱', value: 'このサイトの受信箱' },
            { term: 'メール', value: 'h*****o@example.jp' },
            { term: '郵送', value: '認定通知書だけ、見本町一丁目の住所へ' },
          ]}
        />
      </Columns>
    </ResidentPage>
  ),
}
