import type { ComponentExamples } from '../../gallery/example.ts'
import { Tag } from '../tag/tag.tsx'
import { LinkRow, LinkRows } from './link-row.tsx'

export const examples: ComponentExamples = {
  component: 'link-row',
  title: 'リンクの行',
  examples: [
    {
      name: '2列',
      show: () => (
        <LinkRows columns>
          <LinkRow href="#" title="住民票の写しをとる" note="約3分・300円・すぐ届きます" />
          <LinkRow href="#" title="児童手当を申請する" note="約10分・無料" />
          <LinkRow href="#" title="罹災証明書を申請する" note="約10分・無料" icon="rain" />
        </LinkRows>
      ),
    },
    {
      name: '期限のあるもの',
      show: () => (
        <LinkRows>
          <LinkRow
            href="#"
            title="児童手当：口座の名義を直してください"
            note="1か所だけ、約2分で終わります"
            tag={<Tag label="12月4日（金）まで" tone="soon" />}
          />
        </LinkRows>
      ),
    },
  ],
}
