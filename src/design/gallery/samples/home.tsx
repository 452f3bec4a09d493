import { Alarm } from '../../components/alarm/alarm.tsx'
import { LinkRow, LinkRows } from '../../components/link-row/link-row.tsx'
import { NewsList } from '../../components/news-list/news-list.tsx'
import { Card, Notice } from '../../components/notice/notice.tsx'
import { SearchBox } from '../../components/search-box/search-box.tsx'
import { Tag } from '../../components/tag/tag.tsx'
import { Tiles } from '../../components/tiles/tiles.tsx'
import { HeadingRow, Hero } from '../../layouts/columns.tsx'
import { ResidentPage } from '../../layouts/resident-page.tsx'
import type { GalleryPage } from '../gallery.tsx'
import { resident } from './people.ts'

const often = ['住民票', '児童手当', '粗大ごみ', 'マイナンバーカード'].map((label) => ({ href: '#', label }))

export const homeSample: GalleryPage = {
  path: 'home',
  title: 'トップページ',
  page: (shell) => (
    <ResidentPage
      {...shell}
      title="トップページ"
      person={resident}
      top={
        <Hero
          aside={
            <Card title={`${resident.name}さんの手続き`}>
              <LinkRows>
                <LinkRow
                  href="#"
                  title="児童手当：口座の名義を直してください"
                  note="1か所だけ、約2分で終わります"
                  tag={<Tag label="12月4日（金）まで" tone="soon" />}
                />
                <LinkRow href="#" title="保育園の利用申し込み（途中）" note="5つのうち3つまで入力済み" />
              </LinkRows>
            </Card>
          }
        >
          <h1>市役所の手続きを、ここから。</h1>
          <SearchBox action="#" often={often} />
        </Hero>
      }
    >
      <div class="sections">
        <section>
          <h2>くらしの出来事からさがす</h2>
          <Tiles
            tiles={[
              { href: '#', icon: 'baby', title: '妊娠・出産', note: '届け出、健診、児童手当' },
              { href: '#', icon: 'school', title: '子育て・学校', note: '保育園、医療費、就学' },
              { href: '#', icon: 'move', title: '引っ越し', note: '転入、転出、市内の転居' },
              { href: '#', icon: 'marriage', title: '結婚・離婚', note: '届け出、名前と住所の変更' },
              { href: '#', icon: 'work', title: '仕事・税金', note: '証明書、納付、国民健康保険' },
              { href: '#', icon: 'care', title: '介護・高齢', note: '要介護認定、介護保険' },
              { href: '#', icon: 'flower', title: '家族が亡くなったとき', note: 'おくやみの手続きをまとめて' },
              { href: '#', icon: 'rain', title: '災害にあったとき', note: '罹災証明書、減免、支援金' },
            ]}
          />
        </section>
        <section>
          <HeadingRow end={<a href="#main">すべての手続き（41件）</a>}>
            <h2>よく使われる手続き</h2>
          </HeadingRow>
          <LinkRows columns>
            <LinkRow href="#" title="住民票の写しをとる" note="約3分・300円・すぐ届きます" />
            <LinkRow href="#" title="児童手当を申請する" note="約10分・無料" />
            <LinkRow href="#" title="引っ越しを届け出る" note="約15分・無料" />
            <LinkRow href="#" title="罹災証明書を申請する" note="約10分・無料" />
          </LinkRows>
        </section>
        <section>
          <h2>お知らせ</h2>
          <NewsList
            news={[
              {
                href: '#',
                day: '11月30日（月）',
                date: '2026-11-30',
                title: '年末年始の窓口は12月29日から1月3日までお休みします',
              },
              { href: '#', day: '11月27日（金）', date: '2026-11-27', title: '固定資産税 第4期の納期限は12月25日です' },
            ]}
          />
        </section>
      </div>
    </ResidentPage>
  ),
}

export const alarmSample: GalleryPage = {
  path: 'alarm',
  title: 'トップページ（避難指示）',
  page: (shell) => (
    <ResidentPage
      {...shell}
      title="避難指示"
      person={{ ...resident, unread: 0 }}
      top={
        <Alarm
          level="警戒レベル4"
          order="避難指示"
          title="危険な場所から、いますぐ全員避難してください。"
          where="対象：見本町・川端町・新山町（1,240世帯）。大雨で土砂災害の危険がとても高くなっています。外へ出るのが危ないときは、崖から離れた2階へ移ってください。"
          links={[
            { href: '#', label: 'あいている避難所をみる' },
            { href: '#', label: '対象の地区を確かめる' },
          ]}
          times="9月8日（火）14:20 発表　つぎの更新 14:50"
        />
      }
    >
      <div class="sections">
        <section>
          <h2>いま必要な情報</h2>
          <LinkRows columns>
            <LinkRow href="#" icon="home" title="あいている避難所" note="12か所　いま 9か所に余裕あり" />
            <LinkRow href="#" icon="map" title="危険な場所の地図" note="川と崖のちかく" />
            <LinkRow href="#" icon="information" title="電気・水道" note="見本町で停電　約120戸" />
            <LinkRow href="#" icon="document" title="罹災証明書" note="写真を撮ってから片づけてください" />
          </LinkRows>
        </section>
        <Notice title="けがをした、動けない">
          <p>119番に電話してください。</p>
        </Notice>
      </div>
    </ResidentPage>
  ),
}
