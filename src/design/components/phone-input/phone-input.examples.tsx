import type { ComponentExamples } from '../../gallery/example.ts'
import { PhoneInput } from './phone-input.tsx'

export const examples: ComponentExamples = {
  component: 'phone-input',
  title: '電話番号',
  examples: [
    { name: '空', show: () => <PhoneInput id="phone-input-a" name="a" label="電話番号" hint="昼間に話せる番号" /> },
    {
      name: '入力ずみ',
      show: () => (
        <PhoneInput
          id="phone-input-b"
          name="b"
          label="電話番号"
          hint="昼間に話せる番号"
          value="080-0000-0000"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => <PhoneInput id="phone-input-c" name="c" label="電話番号" hint="昼間に話せる番号" required={false} />,
    },
    {
      name: '直すところ',
      show: () => (
        <PhoneInput
          id="phone-input-d"
          name="d"
          label="電話番号"
          hint="昼間に話せる番号"
          error="電話番号を数字で入れてください"
          value="でんわ"
        />
      ),
    },
  ],
}
