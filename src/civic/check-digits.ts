/** Check digits of the numbers that a city hall meets. All take and return strings of digits; leading zeros count. */

/** 個人番号の検査用数字（総務省令85号5条）over the eleven leading digits. */
export function individualNumberCheckDigit(body: string): number {
  const rest = weightedSum(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
  return rest <= 1 ? 0 : 11 - rest
}

/** Twelve digits with a right check digit. All zeros are formally right and never issued: refused. */
export function isIndividualNumber(text: string): boolean {
  if (!/^\d{12}$/.test(text) || text === '000000000000') return false
  return individualNumberCheckDigit(text.slice(0, 11)) === Number(text[11])
}

/** 法人番号: the leading check digit of the other twelve (法人番号の指定等に関する省令2条). */
export function corporateNumberCheckDigit(body: string): number {
  return 9 - (weightedSum(body, [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9)
}

export function isCorporateNumber(text: string): boolean {
  return /^\d{13}$/.test(text) && corporateNumberCheckDigit(text.slice(1)) === Number(text[0])
}

/** 全国地方公共団体コード: the sixth digit over the first five. */
export function localGovernmentCheckDigit(body: string): number {
  const sum = weightedSum(body, [6, 5, 4, 3, 2])
  return (11 - (sum % 11)) % 10
}

export function isLocalGovernmentCode(text: string): boolean {
  return /^\d{6}$/.test(text) && localGovernmentCheckDigit(text.slice(0, 5)) === Number(text[5])
}

/** 保険者番号（介護6桁・医療8桁・国保6桁）: digits from the right of the body × 2, 1, 2 …, digit sums, modulus 10. */
export function insurerCheckDigit(body: string): number {
  let sum = 0
  for (let index = 0; index < body.length; index += 1) {
    const product = digit(body, body.length - 1 - index) * (index % 2 === 0 ? 2 : 1)
    sum += Math.floor(product / 10) + (product % 10)
  }
  return (10 - (sum % 10)) % 10
}

export function isInsurerNumber(text: string): boolean {
  return /^(\d{6}|\d{8})$/.test(text) && insurerCheckDigit(text.slice(0, -1)) === Number(text.at(-1))
}

/** Modulus 10, weights 3 and 1 alternating from the right: receipt numbers, ISBN-13, payment slips. */
export function modulus10(body: string): number {
  let sum = 0
  for (let index = 0; index < body.length; index += 1)
    sum += digit(body, body.length - 1 - index) * (index % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

function weightedSum(body: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + digit(body, index) * weight, 0)
}

function digit(text: string, index: number): number {
  return text.charCodeAt(index) - 48
}
