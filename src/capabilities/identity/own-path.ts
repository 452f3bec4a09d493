/**
 * The path to go on with after a sign-in, when it is one of ours; otherwise the home page. Keeps open redirects out:
 * a browser reads `//host` and `/\host` as another site, and drops tabs and line breaks before it looks.
 */
export function ownPath(wanted: string | undefined, otherwise = '/'): string {
  if (wanted === undefined || wanted.length > 500) return otherwise
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return otherwise
  const url = new URL(wanted, 'http://own.invalid')
  return url.host === 'own.invalid' && url.pathname.startsWith('/') && !url.pathname.startsWith('//')
    ? url.pathname + url.search + url.hash
    : otherwise
}
