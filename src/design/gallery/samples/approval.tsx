import { Button } from '../../components/button/button.tsx'
import { Checks } from '../../components/checks/checks.tsx'
import { Clock } from '../../components/clock/clock.tsx'
import { DecisionPanel } from '../../components/decision-panel/decision-panel.tsx'
import { Answers } from '../../components/facts/facts.tsx'
import { Log } from '../../components/log/log.tsx'
import { Route } from '../../components/route/route.tsx'
import { TextArea } from '../../components/text-area/text-area.tsx'
import { Desk, DeskSection, HeadingRow } from '../../layouts/columns.tsx'
import { StaffPage } from '../../layouts/staff-page.tsx'
import type { GalleryPage } from '../gallery.tsx'
import { chief, staffAreas } from './people.ts'

const decision = (
  <DecisionPanel
    title="決裁する"
    action="#"
    buttons={
      <>
        <Button label="承認する" icon="seal" wide shortcut="e" />
        <Button label="差し戻す" kind="line" />
        <Button label="保留する" kind="line" />
      </>
    }
    effects={{
      title: '承認すると、同時に行うこと',
      list: [
        { icon: 'document', text: '認定通知書を作り、公印を付ける' },
        { icon: 'mail', text: '受信箱とメールで知らせる' },
        { icon: 'table', text: '受給者台帳に載せる' },
        { icon: 'lock', text: '5年保存の記録にする' },
      ],
      note: 'すべて行うか、ひとつも行わないかのどちらかです。',
    }}
  >
    <TextArea id="opinion" name="opinion" label="意見" rows={2} required={false} />
  </DecisionPanel>
)

export const approvalSample: GalleryPage = {
  path: 'approval',
  title: '決裁（庁内）',
  page: (shell) => (
    <StaffPage
      {...shell}
      title="児童手当の認定について（柳本 花子）"
      zone="LGWAN"
      areas={staffAreas.map((area) => ({ ...area, current: area.label === '決裁' }))}
      person={chief}
      back={{ href: '#', label: '決裁する文書（5件）' }}
    >
      <HeadingRow end={<Clock used={0.3} state="running" label="決裁の目安 12/3　あと2日" />}>
        <div>
          <h1>児童手当の認定について（柳本 花子）</h1>
          <p class="hint">8柳子第1482号　起案 12月1日　保存 5年　非公開（個人情報）</p>
        </div>
      </HeadingRow>
      <section class="route-section" aria-labelledby="route">
        <h2 id="route">決裁の道すじ</h2>
        <Route
          stops={[
            { seal: 'drafted', who: '青木 係員', act: '起案', time: '12/1 10:52' },
            { seal: 'approved', who: '森 係長', act: '承認', time: '12/1 11:30' },
            { seal: 'consulted', who: '会計課 林 係長', act: '合議・異議なし', time: '12/1 13:15' },
            { seal: 'current', who: '白井 課長（あなた）', act: '専決　事務決裁規程 別表第2' },
            { seal: 'later', who: '南 部長', act: '後閲（決裁のあとに見る）' },
          ]}
        />
      </section>
      <Desk aside={decision} asideLabel="決裁">
        <DeskSection id="proposal" title="伺い">
          <p class="proposal">
            令和8年11月27日に受け付けた認定請求について審査した結果、児童手当法第4条の要件を満たすと認められるので、次のとおり認定し、通知してよろしいか。
          </p>
          <Answers
            answers={[
              { term: '受給者', value: '柳本 花子　見本町一丁目2番3号' },
              { term: '月額', value: <b>15,000円　令和8年12月分から</b> },
              { term: '根拠', value: '児童手当法 第6条・第7条・第8条第3項' },
            ]}
          />
        </DeskSection>
        <DeskSection id="judged" title="審査で判断したこと" end="自動点検 6件のうち5件 適合">
          <Checks
            checks={[
              {
                id: '1',
                label: '生計を維持する程度',
                outcome: 'person',
                finding: '父母の所得差は小さいが、申請者が税の扶養としており、申請者と認める。（青木）',
                act: <a href="#main">案件をみる</a>,
              },
            ]}
          />
        </DeskSection>
        <DeskSection id="opinions" title="意見">
          <Log
            entries={[
              {
                time: '12/01 13:15',
                at: '2026-12-01T13:15:00+09:00',
                text: '会計課 林　口座の照合を確認しました。異議ありません。',
              },
              {
                time: '12/01 11:30',
                at: '2026-12-01T11:30:00+09:00',
                text: '森　15日以内の申請であることを確認しました。',
              },
            ]}
          />
        </DeskSection>
      </Desk>
    </StaffPage>
  ),
}
