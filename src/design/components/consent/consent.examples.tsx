import type { ComponentExamples } from '../../gallery/example.ts'
import { Consent } from './consent.tsx'

const text = '市が、あなたの住民票と税の情報を確かめます。ほかの目的には使いません。'

export const examples: ComponentExamples = {
  component: 'consent',
  title: '同意',
  examples: [
    {
      name: '必要な同意',
      show: () => <Consent id="consent-a" name="a" label="市が情報を確かめること" text={text} version="2026-04" />,
    },
    {
      name: '断れる同意',
      show: () => (
        <Consent
          id="consent-b"
          name="b"
          label="事業所への情報の提供"
          text={text}
          version="2026-04"
          refusable
          value="no"
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <Consent
          id="consent-c"
          name="c"
          label="市が情報を確かめること"
          text={text}
          version="2026-04"
          error="確かめることに同意するときは、しるしをつけてください"
        />
      ),
    },
  ],
}
