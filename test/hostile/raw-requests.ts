/** What is sent as it stands (HOST is the portal's host and port), and the statuses that may answer it; a closed line is fine too. */
export const rawRequests: readonly (readonly [what: string, text: string, allowed: readonly number[]])[] = [
  get('NUL in the path', '/%00', [404]),
  get('a raw NUL', '/\0a', [400]),
  get('NUL in a search', '/search?q=%00', [200]),
  get('a lone surrogate in a search', '/search?q=%ED%A0%80', [200]),
  get('half a character in the path', '/procedures/%E3%81', [404]),
  get('a broken escape', '/procedures/%zz', [404]),
  get('NUL as an id', '/drafts/%00', [404]),
  get('NUL in a look-up', '/lookup/bank?bank=%00&branch=%00', [404]),
  ...[
    '/procedures/__proto__',
    '/topics/constructor',
    '/life-events/__proto__',
    '/sections/toString',
    '/gallery/constructor',
  ].map((path) => get(`the prototype at ${path}`, path, [404])),
  ...['__proto__', 'constructor', '%00', 'ja%0d%0aX:y'].map((lang) =>
    get(`the language ${lang}`, `/?lang=${lang}`, [200]),
  ),
  get('a path out of the assets', '/assets/..%2f..%2fetc%2fpasswd', [404]),
  get('dots in the path', '/assets/../../package.json', [404]),
  get('two slashes', '//evil.example/%2e%2e', [404]),
  get('a long path', `/${'a'.repeat(15_000)}`, [404]),
  get(
    'a cookie that is no cookie',
    '/',
    [200],
    'Cookie: __Host-yanagi-yanai-portal-session=%E3%81; __Host-yanagi-yanai-portal-preferences=__proto__.x.%00\r\n',
  ),
  get('a header of 70 KB', '/', [431], `X: ${'a'.repeat(70_000)}\r\n`),
  get('a folded header', '/', [400], 'X: a\r\n b\r\n'),
  get('another host', '/', [421], '', 'evil.example'),
  get('a host with a path', '/', [400, 421], '', 'HOST/x?'),
  get('a host with a user', '/', [400, 421], '', 'HOST@evil.example'),
  get('an empty host', '/', [400, 421], '', ''),
  get('two hosts', '/', [400, 421], 'Host: evil.example\r\n'),
  get('the host in capitals', '/', [200], '', 'CAPITALS'),
  ['no host', 'GET / HTTP/1.1\r\n\r\n', [400]],
  [
    'an address of another host in the first line',
    'GET http://other.invalid/cases HTTP/1.1\r\nHost: HOST\r\n\r\n',
    [400, 404, 421],
  ],
  ...['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'OPTIONS'].map(
    (method) => [method, `${method} / HTTP/1.1\r\nHost: HOST\r\n\r\n`, [404, 405, 501]] as const,
  ),
  ['CONNECT', 'CONNECT other.invalid:22 HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 404, 405]],
  ['a method nobody knows', 'FOO / HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['line feeds alone', 'GET / HTTP/1.1\nHost: HOST\n\n', [400]],
  post('length and chunks', 'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\nG'),
  post(
    'chunks and length',
    'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n',
    '5c\r\nGPOST / HTTP/1.1\r\n\r\n0\r\n\r\n',
  ),
  post(
    'two encodings',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n',
    '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: HOST\r\n\r\n',
  ),
  post('an encoding nobody knows', 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'),
  post('two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n', 'abcd'),
  post('a chunk that is none', 'Transfer-Encoding: chunked\r\n', 'ZZ\r\nabc\r\n0\r\n\r\n'),
  post('a chunk that breaks off', 'Transfer-Encoding: chunked\r\n', '3\r\na=1\r\nZZ\r\n\r\n'),
  post('an expectation', 'Expect: nonsense\r\nContent-Length: 0\r\n', '', [417]),
  [
    'a relay call of a stranger',
    'POST /relay/waiting HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\n\r\n{}',
    [401, 403],
  ],
]

function get(
  what: string,
  path: string,
  allowed: readonly number[],
  headers = '',
  host = 'HOST',
): readonly [string, string, readonly number[]] {
  return [what, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`, allowed]
}

function post(
  what: string,
  headers: string,
  body: string,
  allowed: readonly number[] = [400],
): readonly [string, string, readonly number[]] {
  return [
    what,
    `POST /display HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\n${headers}\r\n${body}`,
    allowed,
  ]
}
