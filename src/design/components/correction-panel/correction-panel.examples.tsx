import type { ComponentExamples } from '../../gallery/example.ts'
import { Radios } from '../radios/radios.tsx'
import { CorrectionPanel } from './correction-panel.tsx'

export const examples: ComponentExamples = {
  component: 'correction-panel',
  title: '補正',
  examples: [
    {
      name: '口座',
      show: () => (
        <CorrectionPanel
          id="fix"
          title="振込口座"
          reason="児童手当は、申請する方ご本人の口座にだけ振り込めます。"
          current="見本銀行 本店　普通 ****123　名義：ヤナギモト ケンイチ"
        >
          <Radios
            id="fix-account"
            name="fix"
            label="どの口座に振り込みますか"
            options={[
              { value: 'public', label: '公金受取口座を使う' },
              { value: 'other', label: 'ほかの口座を入れる' },
            ]}
            value="public"
          />
        </CorrectionPanel>
      ),
    },
  ],
}
