import { examples as accountInput } from '../components/account-input/account-input.examples.tsx'
import { examples as addressInput } from '../components/address-input/address-input.examples.tsx'
import { examples as alarm } from '../components/alarm/alarm.examples.tsx'
import { examples as answerForm } from '../components/answer-form/answer-form.examples.tsx'
import { examples as button } from '../components/button/button.examples.tsx'
import { examples as checkboxes } from '../components/checkboxes/checkboxes.examples.tsx'
import { examples as checks } from '../components/checks/checks.examples.tsx'
import { examples as clock } from '../components/clock/clock.examples.tsx'
import { examples as consent } from '../components/consent/consent.examples.tsx'
import { examples as copyText } from '../components/copy-text/copy-text.examples.tsx'
import { examples as correctionPanel } from '../components/correction-panel/correction-panel.examples.tsx'
import { examples as deadlinePanel } from '../components/deadline-panel/deadline-panel.examples.tsx'
import { examples as decisionPanel } from '../components/decision-panel/decision-panel.examples.tsx'
import { examples as diff } from '../components/diff/diff.examples.tsx'
import { examples as emailInput } from '../components/email-input/email-input.examples.tsx'
import { examples as emptyState } from '../components/empty-state/empty-state.examples.tsx'
import { examples as eraDate } from '../components/era-date/era-date.examples.tsx'
import { examples as errorSummary } from '../components/error-summary/error-summary.examples.tsx'
import { examples as facts } from '../components/facts/facts.examples.tsx'
import { examples as fileInput } from '../components/file-input/file-input.examples.tsx'
import { examples as kanaInput } from '../components/kana-input/kana-input.examples.tsx'
import { examples as linkRow } from '../components/link-row/link-row.examples.tsx'
import { examples as listFilter } from '../components/list-filter/list-filter.examples.tsx'
import { examples as livePicture } from '../components/live-picture/live-picture.examples.tsx'
import { examples as log } from '../components/log/log.examples.tsx'
import { examples as mailList } from '../components/mail-list/mail-list.examples.tsx'
import { examples as mapPoint } from '../components/map-point/map-point.examples.tsx'
import { examples as mapShape } from '../components/map-shape/map-shape.examples.tsx'
import { examples as moneyInput } from '../components/money-input/money-input.examples.tsx'
import { examples as nameInput } from '../components/name-input/name-input.examples.tsx'
import { examples as newsList } from '../components/news-list/news-list.examples.tsx'
import { examples as notice } from '../components/notice/notice.examples.tsx'
import { examples as numberInput } from '../components/number-input/number-input.examples.tsx'
import { examples as pagination } from '../components/pagination/pagination.examples.tsx'
import { examples as phoneInput } from '../components/phone-input/phone-input.examples.tsx'
import { examples as photoInput } from '../components/photo-input/photo-input.examples.tsx'
import { examples as progress } from '../components/progress/progress.examples.tsx'
import { examples as radios } from '../components/radios/radios.examples.tsx'
import { examples as readyList } from '../components/ready-list/ready-list.examples.tsx'
import { examples as receiptPanel } from '../components/receipt-panel/receipt-panel.examples.tsx'
import { examples as registerChoice } from '../components/register-choice/register-choice.examples.tsx'
import { examples as repeatedGroup } from '../components/repeated-group/repeated-group.examples.tsx'
import { examples as route } from '../components/route/route.examples.tsx'
import { examples as searchBox } from '../components/search-box/search-box.examples.tsx'
import { examples as select } from '../components/select/select.examples.tsx'
import { examples as steps } from '../components/steps/steps.examples.tsx'
import { examples as queueTable } from '../components/table/queue-table.examples.tsx'
import { examples as table } from '../components/table/table.examples.tsx'
import { examples as tabs } from '../components/tabs/tabs.examples.tsx'
import { examples as tag } from '../components/tag/tag.examples.tsx'
import { examples as taskList } from '../components/task-list/task-list.examples.tsx'
import { examples as textArea } from '../components/text-area/text-area.examples.tsx'
import { examples as textInput } from '../components/text-input/text-input.examples.tsx'
import { examples as tiles } from '../components/tiles/tiles.examples.tsx'
import { examples as timeInput } from '../components/time-input/time-input.examples.tsx'
import { examples as timeline } from '../components/timeline/timeline.examples.tsx'
import { examples as yearMonth } from '../components/year-month/year-month.examples.tsx'
import { examples as yesNo } from '../components/yes-no/yes-no.examples.tsx'
import type { ComponentExamples } from './example.ts'

/** Every component with its states, in the order of the folders. A test finds a folder that is missing here. */
export const allExamples: readonly ComponentExamples[] = [
  accountInput,
  addressInput,
  alarm,
  answerForm,
  button,
  checkboxes,
  checks,
  clock,
  consent,
  copyText,
  correctionPanel,
  deadlinePanel,
  decisionPanel,
  diff,
  emailInput,
  emptyState,
  eraDate,
  errorSummary,
  facts,
  fileInput,
  kanaInput,
  linkRow,
  listFilter,
  livePicture,
  log,
  mailList,
  mapPoint,
  mapShape,
  moneyInput,
  nameInput,
  newsList,
  notice,
  numberInput,
  pagination,
  phoneInput,
  photoInput,
  progress,
  radios,
  readyList,
  receiptPanel,
  registerChoice,
  repeatedGroup,
  route,
  searchBox,
  select,
  steps,
  queueTable,
  table,
  tabs,
  tag,
  taskList,
  textArea,
  textInput,
  tiles,
  timeInput,
  timeline,
  yearMonth,
  yesNo,
]
