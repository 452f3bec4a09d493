type Payload = Readonly<Record<string, unknown>> & {
  readonly grantId?: string
  readonly uid?: string
  readonly consumed?: unknown
}

const mostEntries = 2000

/**
 * Where the simulator's provider keeps what is under way: in memory, with an end for each entry and a limit for all.
 * The oldest goes first, so that nobody can fill the memory by starting sign-ins.
 */
export function createMemoryAdapter() {
  const entries = new Map<string, { payload: Payload; endsAt: number }>()
  const find = (key: string): Payload | undefined => {
    const entry = entries.get(key)
    if (entry === undefined) return undefined
    if (entry.endsAt > Date.now()) return entry.payload
    entries.delete(key)
    return undefined
  }
  return class MemoryAdapter {
    readonly #model: string

    constructor(model: string) {
      this.#model = model
    }

    async upsert(id: string, payload: Payload, secondsToLive: number): Promise<void> {
      const key = this.#key(id)
      entries.delete(key)
      entries.set(key, { payload, endsAt: Date.now() + (secondsToLive || 900) * 1000 })
      while (entries.size > mostEntries) entries.delete(entries.keys().next().value as string)
    }

    async find(id: string): Promise<Payload | undefined> {
      return find(this.#key(id))
    }

    async findByUid(uid: string): Promise<Payload | undefined> {
      return [...entries].find(([key, { payload }]) => key.startsWith(`${this.#model}:`) && payload.uid === uid)?.[1]
        .payload
    }

    async findByUserCode(): Promise<undefined> {
      return undefined
    }

    async consume(id: string): Promise<void> {
      const entry = entries.get(this.#key(id))
      if (entry !== undefined) entry.payload = { ...entry.payload, consumed: Math.floor(Date.now() / 1000) }
    }

    async destroy(id: string): Promise<void> {
      entries.delete(this.#key(id))
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
    }

    #key(id: string): string {
      return `${this.#model}:${id}`
    }
  }
}
