import type { ComponentChildren, JSX } from 'preact'

/** Buttons side by side; one under the other on a phone. */
export function ButtonRow({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="buttons">{children}</div>
}
