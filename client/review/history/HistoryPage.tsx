import { createWords } from '../../i18n/i18n.ts'
import { reviewWords } from '../words.ts'

const words = createWords(reviewWords)

export default function HistoryPage() {
  return <h1>{words().history}</h1>
}
