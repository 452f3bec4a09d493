/**
 * Loads the OpenID provider when a simulator starts, and not before: it is a third of a second that a real city and
 * every command would wait for nothing. It prints a wish for a newer Node on loading; our tests hold it on Node 20.
 */
export async function loadProvider(): Promise<typeof import('oidc-provider')> {
  const { warn } = console
  console.warn = () => {}
  try {
    return await import('oidc-provider')
  } finally {
    console.warn = warn
  }
}
