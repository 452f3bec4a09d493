import type { JSX } from 'preact'
import { iconPaths } from './paths.ts'

export type IconName = keyof typeof iconPaths

/** A line icon beside words. It is hidden from assistive technology: the words always say the same. */
export function Icon({ name, class: className }: { name: IconName; class?: string }): JSX.Element {
  return (
    <svg class={className ? `icon ${className}` : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={iconPaths[name]} />
    </svg>
  )
}
