import type { ComponentExamples } from '../../gallery/example.ts'
import { Alarm } from './alarm.tsx'

export const examples: ComponentExamples = {
  component: 'alarm',
  title: '緊急のお知らせ',
  examples: [
    {
      name: '避難指示',
      show: () => (
        <Alarm
          level="警戒レベル4"
          order="避難指示"
          title="危険な場所から、いますぐ全員避難してください。"
          where="対象：見本町・川端町（1,240世帯）。大雨で土砂災害の危険がとても高くなっています。"
          links={[
            { href: '#', label: 'あいている避難所をみる' },
            { href: '#', label: '対象の地区を確かめる' },
          ]}
          times="9月8日（火）14:20 発表　つぎの更新 14:50"
        />
      ),
    },
  ],
}
