import { LinkButton } from '../../components/button/link-button.tsx'
import { DeadlinePanel } from '../../components/deadline-panel/deadline-panel.tsx'
import { ReadyList } from '../../components/ready-list/ready-list.tsx'
import { Columns } from '../../layouts/columns.tsx'
import { ResidentPage } from '../../layouts/resident-page.tsx'
import { Text } from '../../words/text.tsx'
import type { GalleryPage } from '../gallery.tsx'

const title = '子《こ》どもの ための お金《かね》を もらう（児童《じどう》手当《てあて》）'

export const easySample: GalleryPage = {
  path: 'easy',
  title: '手続きの案内（やさしい日本語）',
  page: (shell) => (
    <ResidentPage {...shell} locale="easy" title={title} back={{ href: '#', label: 'もどる' }}>
      <Columns
        phone="top"
        asideLabel="申《もう》し込《こ》む"
        lead={
          <>
            <h1>
              <Text words={title} />
            </h1>
            <p class="lead">
              <Text words="子《こ》どもを 育《そだ》てている 人《ひと》が、毎月《まいつき》 お金《かね》を もらえます。" />
            </p>
          </>
        }
        aside={
          <div class="card">
            <p>
              <Text words="10分《ぷん》くらい かかります。お金《かね》は いりません。" />
            </p>
            <LinkButton href="#" label="申《もう》し込《こ》みを はじめる" wide />
          </div>
        }
      >
        <DeadlinePanel
          title="いつまでに 申《もう》し込《こ》みますか"
          value="12月《がつ》8日《か》（火曜日《かようび》）まで"
          lines={['おくれると、もらえる お金《かね》が 少《すく》なく なります。']}
        />
        <h2>
          <Text words="何《なに》が いりますか" />
        </h2>
        <ReadyList
          things={[
            { icon: 'card', title: 'マイナンバーカード', note: '暗証番号《あんしょうばんごう》も いります' },
            { icon: 'bankCard', title: '銀行《ぎんこう》の 口座《こうざ》の 番号《ばんごう》' },
          ]}
        />
      </Columns>
    </ResidentPage>
  ),
}
