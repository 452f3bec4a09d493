import type { ComponentExamples } from '../../gallery/example.ts'
import { Button } from '../button/button.tsx'
import { KanaInput } from '../kana-input/kana-input.tsx'
import { TextArea } from '../text-area/text-area.tsx'
import { AnswerForm } from './answer-form.tsx'

export const examples: ComponentExamples = {
  component: 'answer-form',
  title: '書きこむ画面',
  examples: [
    {
      name: '自動保存とお知らせ',
      show: () => (
        <AnswerForm action="#" hidden={{ requestKey: 'sample', version: '1' }} autosave sessionSeconds={1800}>
          <KanaInput id="form-kana" name="kana" label="フリガナ" />
          <TextArea id="form-text" name="text" label="事情" limit={20} />
          <Button label="保存して次へ" />
        </AnswerForm>
      ),
    },
    {
      name: 'サインインが切れる前',
      show: () => (
        <AnswerForm action="#" sessionSeconds={60}>
          <Button label="提出する" />
        </AnswerForm>
      ),
    },
  ],
}
