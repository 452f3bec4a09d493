import { z } from 'zod'

/** A letter as it is ordered: finished words and values, no look-ups are left. Encrypted while it is kept. */
export const letterDraft = z.object({
  procedureId: z.string(),
  versionHash: z.string(),
  letter: z.string(),
  title: z.string(),
  template: z.string(),
  numbered: z.boolean(),
  seal: z.enum(['image', 'omitted', 'none']),
  recipient: z.object({
    /** The company or group that applies; it stands before the name. */
    organisation: z.string().optional(),
    name: z.string(),
    postcode: z.string().optional(),
    addressLines: z.array(z.string()),
  }),
  data: z.record(z.string(), z.unknown()),
  grounds: z.string(),
  /** 教示 (行政不服審査法82条): absent for a decision that is not adverse. */
  remedies: z.object({ appealTo: z.string(), appealFirst: z.boolean(), defendant: z.string() }).optional(),
  /** A photo of the answers that is set into the letter: address of its ciphertext and its key (base64). */
  photo: z.object({ address: z.string(), key: z.string() }).optional(),
})
export type LetterDraft = z.infer<typeof letterDraft>

export type LetterState = 'ordered' | 'made' | 'failed' | 'sent' | 'handed-over' | 'void'
export type Delivery = 'portal' | 'post' | 'counter'

export interface LetterOrder {
  readonly cityId: string
  readonly caseId: string
  readonly decisionId: string
  readonly receiptNumber: string
  readonly sectionId: string
  readonly decidedOn: string
  readonly draft: LetterDraft
  readonly delivery: Delivery
  readonly documentNumber?: string
  readonly orderedBy: string
  /** Same key, one letter. */
  readonly requestKey: string
  readonly at: Date
}

/** Where the PDF is: address of the ciphertext, its key (base64), digest of the plaintext. */
export const letterFile = z.object({ address: z.string(), key: z.string(), bytes: z.number(), sha256: z.string() })
export type LetterFile = z.infer<typeof letterFile>

export interface Letter {
  readonly id: string
  readonly caseId: string
  readonly decisionId: string
  readonly receiptNumber: string
  readonly sectionId: string
  readonly sectionName: string
  readonly title: string
  readonly documentNumber: string | null
  readonly seal: 'image' | 'omitted' | 'none'
  readonly delivery: Delivery
  readonly state: LetterState
  readonly failure: string | null
  readonly decidedOn: string
  readonly orderedAt: Date
  readonly madeAt: Date | null
  readonly deliveredAt: Date | null
  readonly attempts: number
  readonly version: number
}
