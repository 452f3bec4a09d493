import { Button } from '../../components/button/button.tsx'
import { LinkButton } from '../../components/button/link-button.tsx'
import { DeadlinePanel } from '../../components/deadline-panel/deadline-panel.tsx'
import { EraDate } from '../../components/era-date/era-date.tsx'
import { Facts } from '../../components/facts/facts.tsx'
import { LinkRow, LinkRows } from '../../components/link-row/link-row.tsx'
import { ReadyList } from '../../components/ready-list/ready-list.tsx'
import { Table } from '../../components/table/table.tsx'
import { Timeline } from '../../components/timeline/timeline.tsx'
import { Columns } from '../../layouts/columns.tsx'
import { ResidentPage } from '../../layouts/resident-page.tsx'
import type { GalleryPage } from '../gallery.tsx'
import { resident } from './people.ts'

const lead = (
  <>
    <h1>児童手当を申請する</h1>
    <p class="lead">
      お子さんが生まれたときや、引っ越してきたときに、はじめて児童手当を申請する手続きです。正式な名前は「児童手当
      認定請求」です。
    </p>
  </>
)

const aside = (
  <div class="card">
    <p class="hint">
      入力 約10分・無料
      <br />
      24時間いつでも
    </p>
    <LinkButton href="#" label="申請をはじめる" wide />
    <p class="fine">マイナンバーカードで本人を確かめます。入力した内容は30日間保存します。</p>
  </div>
)

export const procedureSample: GalleryPage = {
  path: 'procedure',
  title: '手続きの案内',
  page: (shell) => (
    <ResidentPage
      {...shell}
      title="児童手当を申請する"
      person={resident}
      back={{ href: '#', label: '妊娠・出産の手続き' }}
    >
      <Columns lead={lead} aside={aside} asideLabel="申請する" phone="top">
        <DeadlinePanel
          title="きょう 11月27日（金）に申請すると"
          value="12月分から受け取れます"
          lines={[
            '11月23日（月）に生まれた場合、12月8日（火）までの申請なら12月分からです。12月9日からは、1月分からになります。',
          ]}
        >
          <form method="get" action="#">
            <EraDate
              id="from"
              name="from"
              label="生まれた日・転出予定日"
              hint="ほかの日で計算できます"
              value={{ era: 'reiwa', year: '8', month: '11', day: '23' }}
            />
            <Button label="計算する" kind="line" small />
          </form>
        </DeadlinePanel>
        <h2>あらまし</h2>
        <Facts
          facts={[
            {
              term: '申請できる人',
              value:
                'お子さんを育てている父母などのうち、生計を中心となって支えている方。公務員の方は、勤め先に申請します。',
            },
            { term: 'いつまで', value: '生まれた日・転出予定日の翌日から15日以内' },
            { term: '費用', value: '無料' },
            { term: '結果が届くまで', value: '標準は閉庁日を除いて15日以内' },
          ]}
        />
        <h2>受け取れる額</h2>
        <Table
          caption="お子さん1人・1か月あたりの額"
          columns={[
            { id: 'age', label: '年齢', heading: true },
            { id: 'first', label: '第1子・第2子', number: true },
            { id: 'third', label: '第3子から', number: true },
          ]}
          rows={[
            { age: '3歳まで', first: '15,000円', third: '30,000円' },
            { age: '18歳の年度末まで', first: '10,000円', third: '30,000円' },
          ]}
        />
        <h2>用意するもの</h2>
        <ReadyList
          things={[
            { icon: 'card', title: 'マイナンバーカードと暗証番号', note: '数字4けたのものと、英数字6〜16文字のもの' },
            { icon: 'bankCard', title: '申請する人の名義の口座番号', note: '公金受取口座を使うときは、いりません' },
            { icon: 'person', title: '配偶者のマイナンバー', note: '配偶者がいるときだけ' },
          ]}
        />
        <h2>申請したあと</h2>
        <Timeline
          steps={[
            { title: '申請', note: '受付番号がすぐに出ます', status: 'now' },
            {
              title: '市が内容を確かめます',
              note: '直してほしいところがあれば、受信箱でお知らせします',
              status: 'later',
            },
            { title: '結果が届きます', note: '認定通知書を、受信箱と郵送でお送りします', status: 'later' },
          ]}
        />
        <h2>ほかの方法で申請する</h2>
        <LinkRows>
          <LinkRow href="#" title="窓口で申請する" note="予約すると待ちません" />
          <LinkRow href="#" title="紙に書いて郵送する" note="用紙を印刷できます（PDF・2ページ）" />
        </LinkRows>
        <p class="fine">根拠：児童手当法 第7条・第8条　担当：子育て支援課</p>
      </Columns>
    </ResidentPage>
  ),
}
