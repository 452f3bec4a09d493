import type { ComponentExamples } from '../../gallery/example.ts'
import { Radios } from './radios.tsx'

export const examples: ComponentExamples = {
  component: 'radios',
  title: '1つ選ぶ',
  examples: [
    {
      name: '空',
      show: () => (
        <Radios
          id="radios-a"
          name="a"
          label="お知らせの受け取り方"
          options={[
            { value: 'mail', label: '受信箱とメール' },
            { value: 'post', label: '受信箱と郵送', hint: '通知書は3日ほどで届きます' },
          ]}
        />
      ),
    },
    {
      name: '入力ずみ',
      show: () => (
        <Radios
          id="radios-b"
          name="b"
          label="お知らせの受け取り方"
          options={[
            { value: 'mail', label: '受信箱とメール' },
            { value: 'post', label: '受信箱と郵送', hint: '通知書は3日ほどで届きます' },
          ]}
          value="mail"
          source="マイナンバーカードから入れました"
        />
      ),
    },
    {
      name: '任意',
      show: () => (
        <Radios
          id="radios-c"
          name="c"
          label="お知らせの受け取り方"
          options={[
            { value: 'mail', label: '受信箱とメール' },
            { value: 'post', label: '受信箱と郵送', hint: '通知書は3日ほどで届きます' },
          ]}
          required={false}
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <Radios
          id="radios-d"
          name="d"
          label="お知らせの受け取り方"
          options={[
            { value: 'mail', label: '受信箱とメール' },
            { value: 'post', label: '受信箱と郵送', hint: '通知書は3日ほどで届きます' },
          ]}
          error="お知らせの受け取り方を選んでください"
        />
      ),
    },
  ],
}
