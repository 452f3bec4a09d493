import type { ComponentExamples } from '../../gallery/example.ts'
import { EmailInput } from './email-input.tsx'

export const examples: ComponentExamples = {
  component: 'email-input',
  title: 'メールアドレス',
  examples: [
    {
      name: '空',
      show: () => <EmailInput id="email-input-a" name="a" label="メールアドレス" hint="例：hanako@example.jp" />,
    },
    {
      name: '入力ずみ',
      show: () => (
        <EmailInput
          id="email-input-b"
          name="b"
          label="メールアドレス"
          hint="例：hanako@example.jp"
          value="hanako@example.jp"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => (
        <EmailInput id="email-input-c" name="c" label="メールアドレス" hint="例：hanako@example.jp" required={false} />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <EmailInput
          id="email-input-d"
          name="d"
          label="メールアドレス"
          hint="例：hanako@example.jp"
          error="メールアドレスに「@」を入れてください"
          value="hanako"
        />
      ),
    },
  ],
}
