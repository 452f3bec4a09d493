import type { ComponentExamples } from '../../gallery/example.ts'
import { ReceiptPanel } from './receipt-panel.tsx'

export const examples: ComponentExamples = {
  component: 'receipt-panel',
  title: '受付',
  examples: [
    {
      name: '受付番号あり',
      show: () => (
        <ReceiptPanel
          title="申請を受け付けました"
          number="KJ-R8-004821-6"
          note="令和8年11月27日（金）10:42　児童手当 認定請求"
        />
      ),
    },
    { name: '番号なし', show: () => <ReceiptPanel title="直した内容を送りました" /> },
  ],
}
