import { type ComponentChildren, h, type JSX } from 'preact'

/**
 * Holds something wider than the screen. It takes the focus, so that the keyboard can scroll it (WCAG 2.1.1);
 * the page itself never scrolls sideways.
 */
export function ScrollRegion({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return h('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 }, children)
}
