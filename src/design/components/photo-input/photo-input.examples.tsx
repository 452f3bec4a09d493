import type { ComponentExamples } from '../../gallery/example.ts'
import { PhotoInput } from './photo-input.tsx'

export const examples: ComponentExamples = {
  component: 'photo-input',
  title: '写真',
  examples: [
    {
      name: 'まだない',
      show: () => (
        <PhotoInput id="photo-a" name="a" label="被害の写真" hint="家の外を4方向から、被害のあったところを近くから" />
      ),
    },
    {
      name: 'つけてある',
      show: () => (
        <PhotoInput
          id="photo-b"
          name="b"
          label="被害の写真"
          files={[{ id: '1', name: '南側.jpg', size: '2.4MB', takenOn: '9月9日（水）' }]}
        />
      ),
    },
  ],
}
