import type { ComponentExamples } from '../../gallery/example.ts'
import { Button } from './button.tsx'
import { ButtonRow } from './button-row.tsx'
import { LinkButton } from './link-button.tsx'

export const examples: ComponentExamples = {
  component: 'button',
  title: 'ボタン',
  examples: [
    {
      name: '主・枠・文字',
      show: () => (
        <ButtonRow>
          <Button label="保存して次へ" />
          <Button label="窓口を予約する" kind="line" />
          <Button label="保存してあとで続ける" kind="text" unchecked name="do" value="later" />
        </ButtonRow>
      ),
    },
    {
      name: '印つき',
      show: () => (
        <ButtonRow>
          <Button label="署名して提出する" icon="edit" />
          <LinkButton label="受付票を保存する" href="#" icon="download" kind="line" />
        </ButtonRow>
      ),
    },
    { name: '幅いっぱい', show: () => <LinkButton label="申請をはじめる" href="#" wide /> },
    { name: '小さいボタン', show: () => <Button label="住所を出す" kind="line" small /> },
    { name: 'やさしい日本語', show: () => <Button label="申《もう》し込《こ》みを はじめる" /> },
  ],
}
