/** Words of the gallery itself. It is for the people who build and check the screens, so it speaks Japanese only. */
export const galleryWords = {
  title: '部品と状態',
  lead: '画面の部品を、状態ごとに並べたものです。人物・番号・日付はすべて架空です。',
  pages: '画面の見本',
  components: '部品',
  zone: 'LGWAN',
}
