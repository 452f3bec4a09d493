import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BrokenPromise } from './browser.ts'

/** One promise of the tour, kept. */
export interface Step {
  readonly story: string
  readonly step: string
  readonly ms: number
}

/** Writes the steps of a story while they are made, and keeps the documents that come out. */
export interface Steps {
  <T>(step: string, act: () => Promise<T>): Promise<T>
  keepPdf(name: string, bytes: Buffer): void
}

export function stepsOf(
  story: string,
  options: { readonly json: boolean; readonly out: string; readonly write: (line: string) => void },
): Steps {
  const steps = async <T>(step: string, act: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await act()
    const done: Step = { story, step, ms: Math.round(performance.now() - began) }
    options.write(options.json ? JSON.stringify(done) : `  ${String(done.ms).padStart(6)} ms  ${step}`)
    return result
  }
  return Object.assign(steps, {
    keepPdf: (name: string, bytes: Buffer): void => {
      if (bytes.subarray(0, 5).toString() !== '%PDF-' || bytes.length < 3000)
        throw new BrokenPromise(`${name} is no PDF (${bytes.length} bytes)`)
      mkdirSync(options.out, { recursive: true })
      writeFileSync(path.join(options.out, `${name}.pdf`), bytes)
    },
  })
}
