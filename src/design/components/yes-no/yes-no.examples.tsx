import type { ComponentExamples } from '../../gallery/example.ts'
import { YesNo } from './yes-no.tsx'

export const examples: ComponentExamples = {
  component: 'yes-no',
  title: 'はい・いいえ',
  examples: [
    { name: '空', show: () => <YesNo id="yes-no-a" name="a" label="お子さんといっしょに暮らしていますか" /> },
    {
      name: '入力ずみ',
      show: () => (
        <YesNo
          id="yes-no-b"
          name="b"
          label="お子さんといっしょに暮らしていますか"
          value="yes"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => <YesNo id="yes-no-c" name="c" label="お子さんといっしょに暮らしていますか" required={false} />,
    },
    {
      name: '直すところ',
      show: () => (
        <YesNo
          id="yes-no-d"
          name="d"
          label="お子さんといっしょに暮らしていますか"
          error="「はい」か「いいえ」を選んでください"
        />
      ),
    },
  ],
}
