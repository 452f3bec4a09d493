import type { ComponentExamples } from '../../gallery/example.ts'
import { RegisterChoice, type RegisterEntryOption } from './register-choice.tsx'

const sessions: readonly RegisterEntryOption[] = [
  { value: 'am', label: '12月6日（日） 10:00', hint: '見本町公民館', left: 12 },
  { value: 'pm', label: '12月6日（日） 14:00', hint: '見本町公民館', left: 2 },
  { value: 'next', label: '12月13日（日） 10:00', left: 0, waitingList: true },
  { value: 'last', label: '12月13日（日） 14:00', left: 0 },
]
const items: readonly RegisterEntryOption[] = [
  { value: 'sofa', label: 'ソファー（2人用より大きいもの）', hint: '1,000円' },
  { value: 'futon', label: 'ふとん', hint: '300円' },
]

export const examples: ComponentExamples = {
  component: 'register-choice',
  title: '台帳から選ぶ',
  examples: [
    {
      name: '1つ選ぶ',
      show: () => (
        <RegisterChoice
          id="register-a"
          name="a"
          label="参加する回"
          entries={sessions}
          mode="one"
          values={[{ entry: 'am' }]}
        />
      ),
    },
    {
      name: '1つ選んで数を入れる',
      show: () => (
        <RegisterChoice
          id="register-b"
          name="b"
          label="参加する回と人数"
          entries={sessions}
          mode="one-with-quantity"
          values={[{ entry: 'pm', quantity: '2' }]}
        />
      ),
    },
    {
      name: '品物と数',
      show: () => (
        <RegisterChoice
          id="register-c"
          name="c"
          label="出すもの"
          entries={items}
          mode="quantities"
          values={[{ entry: 'sofa', quantity: '1' }]}
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <RegisterChoice
          id="register-d"
          name="d"
          label="出すもの"
          entries={items}
          mode="quantities"
          error="出すものを1つ選んで、数を入れてください"
        />
      ),
    },
  ],
}
