import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { Verdict } from '../../../platform/evidence/verify.ts'
import { verifyEvidence } from '../../../platform/evidence/verify-database.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type AccessFinding, verifyAccess } from '../access/verify-access.ts'

/** One check of everything, running or done. */
export type Verification =
  | { readonly state: 'running'; readonly startedAt: Date; readonly checked: number }
  | {
      readonly state: 'done'
      readonly startedAt: Date
      readonly endedAt: Date
      readonly verdict: Verdict
      readonly access: readonly AccessFinding[]
    }
  | { readonly state: 'failed'; readonly startedAt: Date }

/** Checks of this process, the last one of each city. They run beside the requests; a second start joins the first. */
export class Verifications {
  readonly #services: ZoneServices<'office'>
  readonly #last = new Map<string, Verification>()
  readonly #running = new Set<Promise<void>>()

  constructor(services: ZoneServices<'office'>) {
    this.#services = services
  }

  last(cityId: string): Verification | undefined {
    return this.#last.get(cityId)
  }

  /** `staffId`: who asked; it is part of the record. */
  start(cityId: string, staffId: string): void {
    if (this.#last.get(cityId)?.state === 'running') return
    const run = this.#run(cityId, staffId, this.#services.clock.now())
    this.#running.add(run)
    void run.finally(() => this.#running.delete(run))
  }

  /** Waits for what is running. */
  async stop(): Promise<void> {
    await Promise.all(this.#running)
  }

  async #run(cityId: string, staffId: string, startedAt: Date): Promise<void> {
    const { config, clock, log, db } = this.#services
    this.#last.set(cityId, { state: 'running', startedAt, checked: 0 })
    try {
      const verdict = await verifyEvidence(this.#services, cityId, {
        witness: { folder: config.evidenceDir },
        progress: (checked) => this.#last.set(cityId, { state: 'running', startedAt, checked }),
      })
      const access = await verifyAccess(db.city<OfficeDb>(cityId))
      const endedAt = clock.now()
      await this.#record(cityId, staffId, endedAt, {
        ok: verdict.ok && access.length === 0,
        events: verdict.events,
        findings: verdict.findings.length + access.length,
      })
      this.#last.set(cityId, { state: 'done', startedAt, endedAt, verdict, access })
    } catch (error) {
      log.error('audit.verification-failed', { city: cityId, error })
      this.#last.set(cityId, { state: 'failed', startedAt })
    }
  }

  #record(
    cityId: string,
    staffId: string,
    at: Date,
    codes: { ok: boolean; events: number; findings: number },
  ): Promise<number> {
    return this.#services.db
      .city<OfficeDb>(cityId)
      .transaction()
      .execute((trx) =>
        appendEvent(
          trx,
          { keys: this.#services.keys, cityId },
          {
            stream: 'audit',
            streamId: 'verification',
            type: 'verified',
            actor: { kind: 'staff', id: staffId },
            at,
            codes,
          },
        ),
      )
  }
}
