import type { FormScreenProps } from '../../../../design/index.ts'

/** What every screen of the catalogue is shown in. */
export interface ScreenProps extends FormScreenProps {
  readonly csrf: string
  readonly typed: (name: string) => string
}
