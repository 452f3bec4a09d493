/**
 * What two headers are compared by: width, spaces and the marks that cities add do not count
 * (`料金（基本）` and `料金(基本)`, `名称 (必須)`, `所在地＿都道府県`).
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/^\ufeff/, '')
    .replace(/[\s\u3000]+/g, '')
    .replace(/\((必須|推奨|任意)\)$/, '')
    .replace(/^[◎○〇●*]+|[◎○〇●*]+$/g, '')
    .toLowerCase()
}
