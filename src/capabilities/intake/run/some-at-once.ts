/** How many sets are worked on at the same time: while one waits for the database, another is read. The office keeps most of its connections. */
const width = 2

/** Does the work of each, two at the same time. When one fails the others end first; then the first failure is thrown. */
export async function someAtOnce<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const failed: unknown[] = []
  const hand = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && failed.length === 0; next = left.shift())
      await work(next).catch((error: unknown) => void failed.push(error))
  }
  await Promise.all(Array.from({ length: width }, hand))
  if (failed.length > 0) throw failed[0]
}
