import type { ComponentExamples } from '../../gallery/example.ts'
import { NameInput } from '../name-input/name-input.tsx'
import { RepeatedGroup } from './repeated-group.tsx'

export const examples: ComponentExamples = {
  component: 'repeated-group',
  title: 'くり返し',
  examples: [
    {
      name: '2人',
      show: () => (
        <RepeatedGroup
          name="children"
          title="お子さん"
          hint="18歳までのお子さんをすべて入れてください"
          item="お子さん"
          add="お子さんをもう1人入れる"
          min={1}
          items={[
            <NameInput
              id="children.0.name"
              name="children.0.name"
              label="名前"
              value={{ family: '柳本', given: 'あおい' }}
            />,
            <NameInput id="children.1.name" name="children.1.name" label="名前" />,
          ]}
        />
      ),
    },
    { name: 'まだない', show: () => <RepeatedGroup name="dogs" title="犬" item="犬" add="犬を入れる" items={[]} /> },
  ],
}
