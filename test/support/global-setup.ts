import type { TestProject } from 'vitest/node'
import { startTestServer, type TestServer } from './cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer | { readonly problem: string }
  }
}

/** One PostgreSQL for the whole run. When it can't be made, only the tests that need it fail, and say why. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const { server, stop } = await startTestServer()
    project.provide('testServer', server)
    return stop
  } catch (error) {
    project.provide('testServer', { problem: error instanceof Error ? error.message : String(error) })
    return async () => {}
  }
}
