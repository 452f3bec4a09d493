import { Button } from '../../components/button/button.tsx'
import { Checks } from '../../components/checks/checks.tsx'
import { Clock } from '../../components/clock/clock.tsx'
import { DecisionPanel } from '../../components/decision-panel/decision-panel.tsx'
import { Answers } from '../../components/facts/facts.tsx'
import { Log } from '../../components/log/log.tsx'
import { Radios } from '../../components/radios/radios.tsx'
import { Tag } from '../../components/tag/tag.tsx'
import { TextArea } from '../../components/text-area/text-area.tsx'
import { Desk, DeskSection, HeadingRow } from '../../layouts/columns.tsx'
import { StaffPage } from '../../layouts/staff-page.tsx'
import type { GalleryPage } from '../gallery.tsx'
import { officer, staffAreas } from './people.ts'

const decision = (
  <DecisionPanel
    title="判断"
    action="#"
    computed={
      <Answers
        answers={[
          { term: '支給開始', value: <b>令和8年12月分</b> },
          { term: '月額', value: <b>15,000円</b> },
          { term: '最初の振込', value: '令和9年2月10日　30,000円' },
        ]}
      />
    }
    route="決裁：係長 → 課長（専決）"
    buttons={
      <>
        <Button label="起案を作る" wide shortcut="e" />
        <Button label="メモだけ保存する" kind="text" wide />
      </>
    }
  >
    <Radios
      id="outcome"
      name="outcome"
      label="結果"
      value="approve"
      options={[
        { value: 'approve', label: '認定する' },
        { value: 'correct', label: '補正を依頼する' },
        { value: 'reject', label: '却下する（理由が必要です）' },
      ]}
    />
    <TextArea
      id="why"
      name="why"
      label="生計維持についての判断"
      rows={3}
      value="父母の所得差は小さいが、申請者が税の扶養と健康保険の被扶養者としており、申請者と認める。"
    />
  </DecisionPanel>
)

export const caseSample: GalleryPage = {
  path: 'case',
  title: '案件（庁内）',
  page: (shell) => (
    <StaffPage
      {...shell}
      title="児童手当 認定請求　柳本 花子"
      zone="LGWAN"
      areas={staffAreas}
      person={officer}
      back={{ href: '#', label: '受付審査' }}
      keys={[
        { keys: ['1', '3'], does: '判断' },
        { keys: ['E'], does: '起案' },
        { keys: ['N'], does: '次の案件' },
      ]}
    >
      <HeadingRow
        end={
          <>
            <Tag label="補正済み" tone="done" />
            <Clock used={0.45} state="running" label="標準 12/18　あと13日" />
          </>
        }
      >
        <div>
          <h1>児童手当 認定請求　柳本 花子</h1>
          <p class="hint">KJ-R8-004821-6　オンライン　11月27日 10:42 受付　定義 第4版</p>
        </div>
      </HeadingRow>
      <Desk aside={decision} asideLabel="判断">
        <DeskSection id="checks" title="確かめること" end="6件のうち5件 適合">
          <Checks
            checks={[
              {
                id: '1',
                label: '生計を維持する程度が高いのは申請者か',
                outcome: 'person',
                finding: '配偶者の所得が近い（差 4.1万円）。税情報をみて判断してください',
                act: <a href="#main">税情報をみる</a>,
              },
              { id: '2', label: '申請者は市内に住んでいる', outcome: 'pass', finding: '住民記録　令和4年4月1日から' },
              {
                id: '3',
                label: '15日以内の申請である',
                outcome: 'pass',
                finding: '11月23日出生・11月27日申請 → 12月分から（児童手当法 第8条第3項）',
              },
              { id: '4', label: '口座の名義が申請者と同じ', outcome: 'pass', finding: '補正で変更　公金受取口座' },
            ]}
          />
        </DeskSection>
        <DeskSection id="answers" title="申請の内容" end={<a href="#main">前の版と比べる（1か所変更）</a>}>
          <Answers
            answers={[
              { term: '理由', value: '第1子の出生　令和8年11月23日', origin: '入力' },
              { term: '申請者', value: '柳本 花子（ヤナギモト ハナコ）　平成8年4月12日', origin: 'カード' },
              { term: '住所', value: '山口県柳井市見本町一丁目2番3号 コーポ見本 201', origin: 'カード' },
              {
                term: '口座',
                value: <b>公金受取口座　見本信用金庫 ****456</b>,
                before: '見本銀行 ****123　ヤナギモト ケンイチ',
                origin: '補正 12/1',
              },
              { term: 'マイナンバー', value: '番号系でだけ表示します', origin: '封緘' },
            ]}
          />
        </DeskSection>
        <DeskSection id="log" title="履歴" end={<a href="#main">改ざんがないことを確かめる</a>}>
          <Log
            entries={[
              {
                time: '12/01 09:40',
                at: '2026-12-01T09:40:00+09:00',
                text: '申請者が口座を直した',
                hash: '#7 a91f…c3',
              },
              {
                time: '11/30 15:08',
                at: '2026-11-30T15:08:00+09:00',
                text: '青木が補正を依頼（口座の名義、12月4日まで）',
                hash: '#6 5d20…7e',
              },
              {
                time: '11/27 10:42',
                at: '2026-11-27T10:42:00+09:00',
                text: '受付・署名の検証・自動点検 6件',
                hash: '#1–4 77c8…02',
              },
            ]}
          />
        </DeskSection>
      </Desk>
    </StaffPage>
  ),
}
