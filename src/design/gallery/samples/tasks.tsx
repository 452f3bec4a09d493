import { Button } from '../../components/button/button.tsx'
import { ButtonRow } from '../../components/button/button-row.tsx'
import { LinkButton } from '../../components/button/link-button.tsx'
import { Consent } from '../../components/consent/consent.tsx'
import { DeadlinePanel } from '../../components/deadline-panel/deadline-panel.tsx'
import { Answers } from '../../components/facts/facts.tsx'
import { TaskList } from '../../components/task-list/task-list.tsx'
import { Columns } from '../../layouts/columns.tsx'
import { ResidentPage } from '../../layouts/resident-page.tsx'
import type { GalleryPage } from '../gallery.tsx'
import { resident } from './people.ts'

export const tasksSample: GalleryPage = {
  path: 'tasks',
  title: '入力の一覧',
  page: (shell) => (
    <ResidentPage {...shell} title="児童手当の申請" person={resident} back={{ href: '#', label: '児童手当の案内' }}>
      <Columns
        phone="top"
        asideLabel="この申請のこと"
        lead={
          <>
            <h1>児童手当の申請</h1>
            <p>5つのうち3つが終わりました。順番はどこからでもかまいません。</p>
          </>
        }
        aside={
          <>
            <DeadlinePanel title="申請の期限" value="12月8日（火）" left="あと11日。過ぎると1月分からになります" />
            <p class="fine">
              最後に保存：11月27日 10:31
              <br />
              12月27日まで、この続きから始められます。
            </p>
          </>
        }
      >
        <TaskList
          tasks={[
            { title: '申請の理由', note: '第1子が生まれた　11月23日', status: 'done', href: '#' },
            { title: '申請する方', note: '柳本 花子さん', status: 'done', href: '#' },
            { title: 'お子さんと家族', note: '2人', status: 'done', href: '#' },
            { title: '振込口座', note: 'あと約1分', status: 'next', href: '#' },
            { title: '書類をつける', note: '口座を入れると、必要な書類が決まります', status: 'blocked' },
          ]}
        />
        <ButtonRow>
          <LinkButton href="#" label="続きを入力する" />
        </ButtonRow>
      </Columns>
    </ResidentPage>
  ),
}

export const checkSample: GalleryPage = {
  path: 'check',
  title: '内容を確かめる',
  page: (shell) => (
    <ResidentPage {...shell} title="内容を確かめてください" person={resident} back={{ href: '#', label: 'もどる' }}>
      <Columns
        phone="end"
        asideLabel="計算の結果"
        aside={
          <DeadlinePanel
            title="受け取れる額の見込み"
            value="月 15,000円"
            left="令和8年12月分から"
            lines={['市が内容を確かめて決まります。']}
          />
        }
      >
        <h1>内容を確かめてください</h1>
        <p>「署名して提出する」を押すまで、何度でも変えられます。</p>
        <h2>申請の理由</h2>
        <Answers
          answers={[
            { term: '理由', value: '第1子が生まれた', changeHref: '#' },
            { term: '生まれた日', value: '令和8年11月23日（月）', changeHref: '#' },
          ]}
        />
        <h2>申請する方</h2>
        <Answers
          answers={[
            {
              term: '名前',
              value: '柳本 花子（ヤナギモト ハナコ）',
              source: 'マイナンバーカードから',
              changeHref: '#',
            },
            {
              term: '住所',
              value: '〒742-0000 山口県柳井市見本町一丁目2番3号 コーポ見本 201',
              source: 'マイナンバーカードから',
              changeHref: '#',
            },
          ]}
        />
        <h2>署名して提出する</h2>
        <form class="flow" method="post" action="#" novalidate>
          <Consent
            id="consent"
            name="consent"
            label="確かめること"
            text="書いたことは、事実のとおりです。市が住民票と税の情報を確かめます。"
            version="1"
          />
          <ButtonRow>
            <Button label="署名して提出する" icon="edit" />
          </ButtonRow>
        </form>
      </Columns>
    </ResidentPage>
  ),
}
