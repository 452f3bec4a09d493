import type { ComponentExamples } from '../../gallery/example.ts'
import { Button } from '../button/button.tsx'
import { TextArea } from '../text-area/text-area.tsx'
import { LivePicture } from './live-picture.tsx'

export const examples: ComponentExamples = {
  component: 'live-picture',
  title: '書きながら見る',
  examples: [
    {
      name: '通知書の文',
      show: () => (
        <LivePicture
          to="/gallery/none"
          title="いまの文の通知書"
          alt="通知書の見本"
          failed="いまは表示できません。ボタンで見てください。"
        >
          <form class="flow" method="post" action="/gallery/none">
            <TextArea id="picture-text" name="text" label="文" value="公園を使うことを許可します。" />
            <Button label="PDF で見る" kind="line" />
          </form>
        </LivePicture>
      ),
    },
  ],
}
