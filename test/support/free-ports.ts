import { createServer } from 'node:net'

/** The first of a row of ports that nobody uses: two cities with ten each. Starts anywhere, so that runs side by side do not meet. */
export async function freePorts(count = 20): Promise<number> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const port = 10_000 + Math.floor(Math.random() * 1000) * 20
    const free = await Promise.all(Array.from({ length: count }, (_unused, index) => isFree(port + index)))
    if (free.every(Boolean)) return port
  }
  throw new Error('no row of free ports between 10000 and 30000')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
