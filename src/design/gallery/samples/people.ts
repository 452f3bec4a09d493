/** The fictional people and things of the sample pages. */
export const resident = { name: '柳本 花子', unread: 1 }
export const officer = { name: '青木 係員', post: '子育て支援課', href: '#' }
export const chief = { name: '白井 課長', post: '子育て支援課', href: '#' }
export const staffAreas = [
  { href: '#a', label: '受付審査', current: true },
  { href: '#b', label: '決裁', count: 5 },
  { href: '#c', label: '文書' },
  { href: '#d', label: '台帳' },
]
