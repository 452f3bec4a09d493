import type { StaffPageProps } from '../../../../design/index.ts'

/** What every screen of the catalogue is shown in. */
export interface ScreenProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly csrf: string
  readonly typed: (name: string) => string
  readonly problems: Readonly<Record<string, string>>
  /** A sentence that belongs to no input. */
  readonly problem?: string
  readonly notice?: string
}

/** The error of one input, ready to be spread into its props. */
export function errorOf(problems: ScreenProps['problems'], name: string): { readonly error?: string } {
  const error = problems[name]
  return error === undefined ? {} : { error }
}
