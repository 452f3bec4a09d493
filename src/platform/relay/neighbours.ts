import type { Zone } from '../zone.ts'

/** The zones from the outside in. Only neighbours talk, and only the inner one calls. */
const outsideIn = ['internet', 'office', 'mynumber'] as const satisfies readonly Zone[]

/** The zone that this one calls; undefined for the outermost. */
export function outerOf(zone: Zone): Zone | undefined {
  return outsideIn[outsideIn.indexOf(zone) - 1]
}

/** The zone that calls this one; undefined for the innermost. */
export function innerOf(zone: Zone): Zone | undefined {
  return outsideIn[outsideIn.indexOf(zone) + 1]
}

export function canExchange(from: Zone, to: Zone): boolean {
  return outerOf(from) === to || innerOf(from) === to
}
