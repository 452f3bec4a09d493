/** Where a PostgreSQL server is and who we are there. `host` may be a folder with a Unix socket. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly tls?: boolean
}

/**
 * Reads a `postgres://` address. TLS is used when `sslmode` asks for it; a certificate is then always checked,
 * because an unchecked one protects from nobody.
 * @throws when the text is not such an address
 */
export function parseDatabaseUrl(text: string): ServerAddress {
  // `postgres://user@/database?host=/folder`, as libpq writes a Unix socket, has no host name.
  const url = new URL(text.replace('@/', '@localhost/'))
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw new Error('a database address begins with postgres://')
  }
  const mode = url.searchParams.get('sslmode')
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username),
    tls: mode !== null && mode !== 'disable',
  }
}
