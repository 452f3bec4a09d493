/**
 * Evidence: every change of state is an event in an append-only table, written in the transaction of the change.
 * The event holds codes only and a salted hash of its payload; a sequencer puts new events, in transaction order,
 * into one Merkle tree per zone and city (RFC 9162).
 */
export interface NewEvent {
  /** `application`, `case`, `staff`, `setting` …: what the number counts within. */
  readonly stream: string
  readonly streamId: string
  /** Past tense: `submitted`, `correction-requested`. */
  readonly type: string
  readonly actor: {
    readonly kind: 'resident' | 'staff' | 'system' | 'partner'
    readonly id: string
    readonly onBehalfOf?: string
    readonly role?: string
  }
  readonly at: Date
  /** Codes only, no personal data: state before and after, reason code, version. */
  readonly codes?: Readonly<Record<string, string | number | boolean | null>>
  /** What happened in full; encrypted beside the event, its salted hash in it. */
  readonly payload?: unknown
}
