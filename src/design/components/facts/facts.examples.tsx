import type { ComponentExamples } from '../../gallery/example.ts'
import { Answers, Facts } from './facts.tsx'

export const examples: ComponentExamples = {
  component: 'facts',
  title: 'あらましと答え',
  examples: [
    {
      name: 'あらまし',
      show: () => (
        <Facts
          facts={[
            { term: '申請できる人', value: 'お子さんを育てている父母などのうち、生計を中心となって支えている方' },
            { term: '費用', value: '無料' },
          ]}
        />
      ),
    },
    {
      name: '答えと変更',
      show: () => (
        <Answers
          answers={[
            { term: '理由', value: '第1子が生まれた', changeHref: '#' },
            {
              term: '名前',
              value: '柳本 花子（ヤナギモト ハナコ）',
              source: 'マイナンバーカードから',
              changeHref: '#',
            },
          ]}
        />
      ),
    },
    {
      name: '出どころと前の値',
      show: () => (
        <Answers
          answers={[
            { term: '電話', value: '080-0000-0000', origin: '入力' },
            {
              term: '口座',
              value: '公金受取口座　見本信用金庫 ****456',
              before: '見本銀行 ****123',
              origin: '補正 12/1',
            },
          ]}
        />
      ),
    },
  ],
}
