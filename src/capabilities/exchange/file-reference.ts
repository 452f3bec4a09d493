import { z } from 'zod'

/** A file of an application or a letter: where its ciphertext is and what opens it. */
export const fileReference = z.object({
  fileId: z.string(),
  /** Answer path the file belongs to. */
  path: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int().nonnegative(),
  /** SHA-256 of the untouched original, hex. */
  sha256: z.string(),
  /** Address of the ciphertext and its key, base64. */
  address: z.string(),
  key: z.string(),
  takenOn: z.string().optional(),
})
export type FileReference = z.infer<typeof fileReference>
