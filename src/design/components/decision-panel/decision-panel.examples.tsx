import type { ComponentExamples } from '../../gallery/example.ts'
import { Button } from '../button/button.tsx'
import { Answers } from '../facts/facts.tsx'
import { Radios } from '../radios/radios.tsx'
import { TextArea } from '../text-area/text-area.tsx'
import { DecisionPanel } from './decision-panel.tsx'

export const examples: ComponentExamples = {
  component: 'decision-panel',
  title: '判断',
  staff: true,
  examples: [
    {
      name: '起案する',
      show: () => (
        <DecisionPanel
          id="draft"
          title="判断"
          action="#"
          computed={
            <Answers
              answers={[
                { term: '支給開始', value: '令和8年12月分' },
                { term: '月額', value: '15,000円' },
              ]}
            />
          }
          route="決裁：係長 → 課長（専決）"
          buttons={
            <>
              <Button label="起案を作る" shortcut="e" />
              <Button label="メモだけ保存する" kind="text" />
            </>
          }
        >
          <Radios
            id="outcome"
            name="outcome"
            label="結果"
            options={[
              { value: 'approve', label: '認定する' },
              { value: 'correct', label: '補正を依頼する' },
              { value: 'reject', label: '却下する（理由が必要です）' },
            ]}
            value="approve"
          />
          <TextArea id="why" name="why" label="理由" rows={3} required={false} />
        </DecisionPanel>
      ),
    },
    {
      name: '承認する',
      show: () => (
        <DecisionPanel
          id="approve"
          title="決裁する"
          action="#"
          buttons={
            <>
              <Button label="承認する" icon="seal" />
              <Button label="差し戻す" kind="line" />
            </>
          }
          effects={{
            title: '承認すると、同時に行うこと',
            list: [
              { icon: 'document', text: '認定通知書を作り、公印を付ける' },
              { icon: 'mail', text: '受信箱とメールで知らせる' },
            ],
            note: 'すべて行うか、ひとつも行わないかのどちらかです。',
          }}
        />
      ),
    },
  ],
}
