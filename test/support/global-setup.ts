import type { TestProject } from 'vitest/node'
import { startTestServer, type TestServer } from './cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer | { readonly problem: string }
  }
}

interface Running {
  readonly started: ReturnType<typeof startTestServer>
  users: number
}

/** Vitest reads this file once a project, all in one process. */
const shared = globalThis as { yanagiTestServer?: Running }

/** One PostgreSQL for the whole run, whatever projects are in it. When it can't be made, only the tests that need it fail, and say why. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = shared.yanagiTestServer ?? { started: startTestServer(), users: 0 }
  shared.yanagiTestServer = running
  running.users += 1
  try {
    const { server, stop } = await running.started
    project.provide('testServer', server)
    return async () => {
      running.users -= 1
      if (running.users > 0) return
      shared.yanagiTestServer = undefined
      await stop()
    }
  } catch (error) {
    project.provide('testServer', { problem: error instanceof Error ? error.message : String(error) })
    return async () => {}
  }
}
