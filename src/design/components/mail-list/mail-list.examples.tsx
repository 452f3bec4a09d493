import type { ComponentExamples } from '../../gallery/example.ts'
import { Tag } from '../tag/tag.tsx'
import { MailList } from './mail-list.tsx'

export const examples: ComponentExamples = {
  component: 'mail-list',
  title: '受信箱の一覧',
  examples: [
    {
      name: '未読と既読',
      show: () => (
        <MailList
          letters={[
            {
              href: '#a',
              title: '口座の名義を直してください',
              unread: true,
              about: ['子育て支援課', '11月30日（月）', '児童手当　KJ-R8-004821-6'],
              tag: <Tag label="12月4日（金）まで・あと4日" tone="soon" />,
            },
            { href: '#b', title: '児童手当の申請を受け付けました', about: ['子育て支援課', '11月27日（金）'] },
          ]}
        />
      ),
    },
  ],
}
