/**
 * Passwords that people choose again and again, long enough to pass our length: published lists hold few of them,
 * so the words and rows they are built from are here, and whatever is made of those alone is refused.
 */
const words = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'pass',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'asdf',
  'qazwsx',
  'qazwsxedc',
  '1qaz2wsx',
  '1q2w3e4r',
  '1q2w3e4r5t',
  'q1w2e3r4',
  'q1w2e3r4t5',
  'abc',
  'abc123',
  'abcd',
  'abcdef',
  'letmein',
  'welcome',
  'monkey',
  'dragon',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'admin',
  'administrator',
  'root',
  'login',
  'master',
  'secret',
  'changeme',
  'default',
  'guest',
  'user',
  'test',
  'testing',
  'trustno1',
  'superman',
  'batman',
  'shadow',
  'michael',
  'computer',
  'internet',
  'google',
  'windows',
  'microsoft',
  'sakura',
  'nippon',
  'japan',
  'tokyo',
  'yamaguchi',
  'yanai',
  'mihon',
  'shiyakusho',
  'yakusho',
  'cityhall',
  'kyoto',
  'osaka',
  'toyota',
  'honda',
  'nintendo',
  'doraemon',
  'pikachu',
  'pokemon',
  'arigatou',
  'konnichiwa',
  'ohayou',
  'kanri',
  'kanrisha',
  'jichitai',
  'shokuin',
  'パスワード',
  'ぱすわーど',
  'さくら',
  'やくしょ',
  'しやくしょ',
  '市役所',
  'correcthorsebatterystaple',
  'thisismypassword',
  'mypassword',
  'iamtheadmin',
  'letmeinplease',
  'opensesame',
  'reiwa',
  'heisei',
  'showa',
  'summer',
  'winter',
  'spring',
  'autumn',
  'january',
  'monday',
  'friday',
] as const

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p',
  'あいうえおかきくけこさしすせそたちつてとなにぬねの',
  'いろはにほへとちりぬるを',
] as const

const sorted = [...words].sort((a, b) => b.length - a.length)

/** Whether a password (NFKC, lower case) is made of nothing but common words, rows, repeats and a few digits. */
export function isCommonPassword(password: string): boolean {
  return isRepeat(password) || isRow(password) || isMadeOfWords(password)
}

/** The same one to five characters again and again. */
function isRepeat(password: string): boolean {
  return [1, 2, 3, 4, 5].some(
    (size) =>
      password ===
      password
        .slice(0, size)
        .repeat(Math.ceil(password.length / size))
        .slice(0, password.length),
  )
}

/** A walk along the keyboard, the alphabet or the digits, in either direction, perhaps begun twice. */
function isRow(password: string): boolean {
  const backwards = (row: string): string => [...row].reverse().join('')
  return rows
    .flatMap((row) => [row + row, backwards(row + row)])
    .some((row) => {
      const half = Math.ceil(password.length / 2)
      return row.includes(password) || (row.includes(password.slice(0, half)) && row.includes(password.slice(half)))
    })
}

function isMadeOfWords(password: string): boolean {
  const rest = sorted.reduce((left, word) => left.replaceAll(word, ''), password)
  if (rest === password) return false
  return rest.replace(/[0-9!@#$%^&*()_+\-=.,?/ ]/g, '').length <= 2 && !hasManyDigits(rest)
}

/** Eight digits that are no year-and-row leave room enough to be a secret. */
function hasManyDigits(rest: string): boolean {
  return rest.replace(/\D/g, '').length > 8
}
