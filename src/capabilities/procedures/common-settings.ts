import type { SettingUse } from './language/definition.ts'

/** Dated values of the city that no single definition names, since they hold for every procedure. */
export const commonSettings: Readonly<Record<string, SettingUse>> = {
  hearingNoticeDays: {
    label: '聴聞・弁明の通知から、期日・提出期限までの日数（行政手続法15条1項・30条の「相当な期間」）',
    type: 'number',
    default: 14,
    openPoint: '法律に日数の定めはない。例規・運用で確かめる',
  },
}
