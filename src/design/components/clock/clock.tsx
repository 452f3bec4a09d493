import type { JSX } from 'preact'

export type ClockState = 'running' | 'near' | 'over' | 'paused'

export interface ClockProps {
  /** Used part of the period, 0 to 1. */
  readonly used: number
  readonly state: ClockState
  /** 「あと8日」「1日超過」「停止中（補正待ち）」. */
  readonly label: string
}

const radius = 7
const around = 2 * Math.PI * radius

/** How much of the period is used: a ring, and the words that say the same. */
export function Clock({ used, state, label }: ClockProps): JSX.Element {
  const part = Math.round(Math.min(1, Math.max(0, used)) * around * 10) / 10
  return (
    <span class={`clock clock-${state}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r={radius} />
        {part > 0 && (
          <circle
            class="clock-used"
            cx="10"
            cy="10"
            r={radius}
            transform="rotate(-90 10 10)"
            stroke-dasharray={`${part} ${Math.ceil(around)}`}
          />
        )}
      </svg>
      {label}
    </span>
  )
}
